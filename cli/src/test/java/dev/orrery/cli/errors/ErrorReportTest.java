package dev.orrery.cli.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Problem;
import dev.orrery.base.StageException;
import dev.orrery.cli.terminal.Style;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ErrorReportTest {
    private static final StageException STAGE = new StageException(Failure.doing("starting hub/val1")
            .where("hub/val1, stage start")
            .expected("a first block")
            .seen("its process exited with status 1")
            .log(Path.of("start.log"), List.of("panic: bad genesis", "goroutine 1"))
            .hint("look at genesis")
            .command("orrery logs hub/val1")
            .build());
    private static final InvalidInputException INPUT = new InvalidInputException(
            Failure.doing("reading network.yaml").seen("2 problems").build(),
            List.of(
                    new Problem("network.yaml", 3, 5, "chains.hub", "unknown key validatrs", Optional.of("validators")),
                    new Problem("network.yaml", 7, 1, "", "what is this?", Optional.empty())));

    @Test
    void textHasTheOneShapeOfErrors() {
        assertThat(ErrorReport.of(STAGE).text(Style.PLAIN))
                .containsExactlyElementsOf(STAGE.failure().lines())
                .contains("  expected: a first block", "    | panic: bad genesis", "  command:  orrery logs hub/val1");
    }

    @Test
    void problemsAreOneALineAndClickable() {
        assertThat(ErrorReport.of(INPUT).text(Style.PLAIN))
                .containsExactly(
                        "failed while reading network.yaml: 2 problems",
                        "network.yaml:3:5: chains.hub: unknown key validatrs (did you mean \"validators\"?)",
                        "network.yaml:7:1: what is this?");
    }

    @Test
    void exitStatusTellsWrongInputFromFailure() {
        assertThat(ErrorReport.of(INPUT).exitStatus()).isEqualTo(2);
        assertThat(ErrorReport.of(STAGE).exitStatus()).isEqualTo(1);
    }

    @Test
    void aLogThatIsGoneCanBeKeptTheNextTime() {
        StageException bare = new StageException(Failure.doing("starting hub/val1")
                .seen("it exited")
                .log(Path.of("start.log"), List.of("panic"))
                .build());

        assertThat(ErrorReport.of(bare)
                        .withHintForLog("keep it", "orrery up --keep")
                        .text(Style.PLAIN))
                .endsWith("  try:      keep it", "  command:  orrery up --keep");
        assertThat(ErrorReport.of(STAGE).withHintForLog("keep it", "orrery up --keep"))
                .isEqualTo(ErrorReport.of(STAGE));
    }

    @Test
    void jsonHasTheSameFields() {
        JsonNode json = ErrorReport.of(STAGE).toJson();

        assertThat(json.propertyNames())
                .containsExactly("doing", "where", "expected", "seen", "log", "hint", "command");
        assertThat(json.path("log").toString())
                .isEqualTo("{\"file\":\"start.log\",\"lines\":[\"panic: bad genesis\",\"goroutine 1\"]}");
        assertThat(ErrorReport.of(INPUT).toJson().path("problems").get(0).toString())
                .isEqualTo("{\"file\":\"network.yaml\",\"line\":3,\"column\":5,\"path\":\"chains.hub\","
                        + "\"message\":\"unknown key validatrs\",\"suggestion\":\"validators\"}");
    }

    @Test
    void jsonCanBeReadBack() {
        for (ErrorReport report : List.of(ErrorReport.of(STAGE), ErrorReport.of(INPUT))) {
            assertThat(ErrorReport.fromJson(report.toJson(), report.exitStatus()))
                    .isEqualTo(report);
        }
    }

    @Test
    void whatNobodyThrewOnPurposeIsABugAndItsTraceGoesToAFile() {
        List<String> text =
                ErrorReport.of(new IllegalStateException("boo\nhoo")).text(Style.PLAIN);

        assertThat(String.join("\n", text))
                .contains("java.lang.IllegalStateException: boo", "this is a bug in Orrery")
                .doesNotContain("\tat ", "hoo\n");
        String file = text.getLast().substring(text.getLast().lastIndexOf(' ') + 1);
        assertThat(Path.of(file))
                .startsWith(Path.of(System.getenv("ORRERY_CACHE")))
                .content()
                .contains("\tat ");
    }
}
