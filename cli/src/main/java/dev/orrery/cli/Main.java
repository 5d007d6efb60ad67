package dev.orrery.cli;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;

/** Where {@code orrery} begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        StopSignal stop = new StopSignal(Thread.currentThread());
        stop.install();
        int status = ExitStatus.FAILED;
        try {
            status = run(Terminal.ofProcess(), stop, args);
        } finally {
            stop.finished(status);
        }
        System.exit(status);
    }

    public static int run(Terminal terminal, StopSignal stop, String... args) {
        try {
            int status = OrreryCommand.commandLine(terminal, stop, args).execute(args);
            terminal.out().flush();
            return status;
        } catch (RuntimeException | Error e) {
            ErrorReport report = ErrorReport.of(e);
            report.print(terminal, java.util.List.of(args).contains("--json"));
            return report.exitStatus();
        }
    }
}
