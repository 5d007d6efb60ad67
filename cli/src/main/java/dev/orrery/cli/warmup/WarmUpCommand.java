package dev.orrery.cli.warmup;

import dev.orrery.base.AtomicFiles;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the launcher runs once after a build, so that the virtual machine can keep what it has loaded (JEP 483, 514). */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
    private static final String NETWORK = """
        version: 1
        name: warm-up
        chains:
          a:
            binary: { path: ./chain }
            stake: [2000000000, 1000000000]
            denom: uatom
            accounts: { alice: 1000000000uatom, bob: 1000000000uatom }
          b:
            binary: { path: ./chain }
            stake: [2000000000, 1000000000]
            denom: uzone
            accounts: { alice: 1000000000uzone, bob: 1000000000uzone }
            genesis:
              app_state: { slashing: { params: { signed_blocks_window: "200" } } }
        paths:
          - between: [a, b]
            relayer: none
        """;

    @Option(names = "--serve", description = "Run the API service, for the virtual machines that serve.")
    private boolean serve;

    @Override
    public Integer call() throws IOException {
        return serve ? WarmUpService.run() : commands();
    }

    private static int commands() throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.plain(nowhere, nowhere);
        StopSignal stop = new StopSignal(Thread.currentThread());
        Main.run(terminal, stop, "help", "up");
        Main.run(terminal, stop, "--version");
        Path folder = Files.createTempDirectory("orrery-warm-up");
        try {
            Path network = folder.resolve("network.yaml");
            AtomicFiles.write(network, NETWORK);
            chain(folder.resolve("chain"));
            Main.run(terminal, stop, "check", "--json", "-n", network.toString());
            Main.run(terminal, stop, "status", "-n", network.toString());
            Main.run(terminal, stop, "up", "--hlep");
            // Through the API service, as the stages in the pods of a cluster do.
            up(network, "--json", "--share-files", "api");
            return up(network);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    /** Brings the network up, asks it what users ask, and stops it. */
    private static int up(Path network, String... options) {
        StopSignal stop = new StopSignal(Thread.currentThread());
        // Either view says so of a network that is ready, and of none that is not.
        PrintStream out = new PrintStream(
                new OnceSaid(said -> askAndStop(network, stop), "\"event\":\"ready\"", "Ctrl-C"),
                true,
                StandardCharsets.UTF_8);
        String[] command = new String[options.length + 5];
        System.arraycopy(options, 0, command, 5, options.length);
        System.arraycopy(new String[] {"up", "--timeout", "20s", "-n", network.toString()}, 0, command, 0, 5);
        return Main.run(Terminal.plain(out, out), stop, command);
    }

    private static void askAndStop(Path network, StopSignal stop) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Style style = new Style(true, true);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), nowhere, nowhere, true, style, style);
        try {
            for (List<String> command : List.of(
                    List.of("status"),
                    List.of("logs"),
                    List.of("keys", "new", "a"),
                    List.of("keys", "list", "a"),
                    List.of("keys", "show", "a", "alice"),
                    List.of("query", "a", "cosmos.bank.v1beta1.Query"),
                    List.of("query", "a", "cosmos.bank.v1beta1.Query/Balance", "{\"denom\": \"uatom\"}"),
                    List.of("tx", "a", "--from", "alice", WarmUpModule.SEND),
                    List.of("faucet", "a", "bob"))) {
                ask(terminal, stop, network, command);
                ask(
                        terminal,
                        stop,
                        network,
                        Stream.concat(command.stream(), Stream.of("--json")).toList());
            }
        } finally {
            stop.raise();
        }
    }

    private static void ask(Terminal terminal, StopSignal stop, Path network, List<String> command) {
        Main.run(
                terminal,
                stop,
                Stream.concat(command.stream(), Stream.of("-n", network.toString()))
                        .toArray(String[]::new));
    }

    /** Another JVM, since a chain is another process. */
    private static void chain(Path executable) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(executable, """
            #!/bin/sh
            exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
            """.formatted(
                java, Path.of(System.getProperty("java.class.path")).toAbsolutePath(), WarmUpChain.class.getName()));
        if (!executable.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + executable + " executable");
        }
    }
}
