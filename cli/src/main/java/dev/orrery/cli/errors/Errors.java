package dev.orrery.cli.errors;

import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Gives mistakes on the command line, and what commands throw, the one shape of errors. */
public final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Terminal terminal;

    public Errors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        Failure.Builder failure =
                Failure.doing("reading the command line").seen(firstLine(String.valueOf(e.getMessage())));
        nearMiss(e).ifPresent(name -> failure.hint("did you mean " + name + "?"));
        failure.command(command.getCommandSpec().qualifiedName() + " --help");
        print(ErrorReport.badInput(failure.build()), command, List.of(args).contains("--json"));
        return ExitStatus.BAD_INPUT;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
        ErrorReport report = ErrorReport.of(e);
        print(report, command, command.getParseResult().hasMatchedOption("--json"));
        return report.exitStatus();
    }

    private void print(ErrorReport report, CommandLine command, boolean json) {
        Object asked = command.getCommand();
        if (asked instanceof OwnErrorShape shape) {
            report.print(terminal, json, shape);
        } else {
            report.print(terminal, json);
        }
    }

    private static Optional<String> nearMiss(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        String written = unmatched.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        if (written.startsWith("-")) {
            List<String> options = command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .flatMap(option -> List.of(option.names()).stream())
                    .toList();
            return NearMiss.of(written, options);
        }
        return NearMiss.of(written, command.getSubcommands().keySet());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
