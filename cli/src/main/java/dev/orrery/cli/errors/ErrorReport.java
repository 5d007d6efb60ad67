package dev.orrery.cli.errors;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.Problem;
import dev.orrery.cli.terminal.EscapeCodes;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as the user gets it: the one shape of all of Orrery's errors, as text or as JSON. Never a stack trace.
 *
 * @param failure what went wrong
 * @param problems what is wrong in a file, one by one; empty where the failure says it all
 * @param exitStatus what the command ends with
 */
public record ErrorReport(Failure failure, List<Problem> problems, int exitStatus) {

    public static ErrorReport of(Throwable thrown) {
        return switch (thrown) {
            case InvalidInputException e -> new ErrorReport(e.failure(), e.problems(), ExitStatus.BAD_INPUT);
            case OrreryException e -> new ErrorReport(e.failure(), List.of(), ExitStatus.FAILED);
            default -> new ErrorReport(BugReport.write(thrown), List.of(), ExitStatus.FAILED);
        };
    }

    static ErrorReport badInput(Failure failure) {
        return new ErrorReport(failure, List.of(), ExitStatus.BAD_INPUT);
    }

    /** With what to try, where there is a log to look at and the failure itself has no better idea. */
    public ErrorReport withHintForLog(String hint, String command) {
        if (failure.log().isEmpty()
                || failure.hint().isPresent()
                || failure.command().isPresent()) {
            return this;
        }
        return new ErrorReport(
                new Failure(
                        failure.doing(),
                        failure.where(),
                        failure.expected(),
                        failure.seen(),
                        failure.log(),
                        failure.logFile(),
                        Optional.of(hint),
                        Optional.of(command)),
                problems,
                exitStatus);
    }

    public void print(Terminal terminal, boolean json) {
        print(terminal, json, error -> JsonNodeFactory.instance.objectNode().set("error", error.toJson()));
    }

    void print(Terminal terminal, boolean json, OwnErrorShape shape) {
        if (json) {
            terminal.json(shape.toJson(this));
        } else {
            text(terminal.errStyle()).forEach(terminal.err()::println);
            terminal.err().flush();
        }
    }

    List<String> text(Style style) {
        List<String> text = new ArrayList<>(failure.lines());
        if (!style.colours()) {
            text.replaceAll(EscapeCodes::removedFrom);
        }
        text.set(0, style.red(text.getFirst()));
        problems.forEach(problem -> text.add(problem.toString()));
        return text;
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("doing", failure.doing());
        put(json, "where", failure.where());
        put(json, "expected", failure.expected());
        put(json, "seen", failure.seen());
        if (!failure.log().isEmpty()) {
            ObjectNode log = json.putObject("log");
            put(log, "file", failure.logFile().map(Object::toString));
            ArrayNode lines = log.putArray("lines");
            failure.log().forEach(line -> lines.add(EscapeCodes.removedFrom(line)));
        }
        put(json, "hint", failure.hint());
        put(json, "command", failure.command());
        if (!problems.isEmpty()) {
            ArrayNode all = json.putArray("problems");
            problems.forEach(problem -> put(all.addObject(), problem));
        }
        return json;
    }

    /** The inverse of {@link #toJson}: a background process reports its failure to the command that started it. */
    public static ErrorReport fromJson(JsonNode json, int exitStatus) {
        Failure.Builder failure = Failure.doing(json.path("doing").asString(""));
        text(json, "where").ifPresent(failure::where);
        text(json, "expected").ifPresent(failure::expected);
        text(json, "seen").ifPresent(failure::seen);
        text(json, "hint").ifPresent(failure::hint);
        text(json, "command").ifPresent(failure::command);
        if (json.has("log")) {
            List<String> lines = new ArrayList<>();
            json.path("log").path("lines").forEach(line -> lines.add(line.asString("")));
            failure.log(java.nio.file.Path.of(text(json.path("log"), "file").orElse("")), lines);
        }
        List<Problem> problems = new ArrayList<>();
        json.path("problems").forEach(problem -> problems.add(problem(problem)));
        return new ErrorReport(failure.build(), problems, exitStatus);
    }

    private static Problem problem(JsonNode json) {
        return new Problem(
                json.path("file").asString(""),
                json.path("line").asInt(0),
                json.path("column").asInt(0),
                json.path("path").asString(""),
                json.path("message").asString(""),
                text(json, "suggestion"));
    }

    private static void put(ObjectNode json, Problem problem) {
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("column", problem.column());
        json.put("path", problem.path());
        json.put("message", problem.message());
        put(json, "suggestion", problem.suggestion());
    }

    private static void put(ObjectNode json, String name, Optional<String> value) {
        value.ifPresent(text -> json.put(name, text));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.path(name).asStringOpt();
    }
}
