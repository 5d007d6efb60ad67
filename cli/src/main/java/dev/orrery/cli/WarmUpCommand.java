package dev.orrery.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the launcher runs once after a build, so that the virtual machine can keep what it has loaded (JEP 483, 514). */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.plain(nowhere, nowhere);
        StopSignal stop = new StopSignal(Thread.currentThread());
        Main.run(terminal, stop, "help", "up");
        Main.run(terminal, stop, "--version");
        Main.run(terminal, stop, "check", "--json");
        Main.run(terminal, stop, "status");
        return ExitStatus.OK;
    }
}
