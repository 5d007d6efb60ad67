package dev.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void helpNamesEveryCommandAndTheExitStatus() {
        CommandLineRun run = CommandLineRun.of("help");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("up ", "status ", "logs ", "tx ", "query ", "keys ", "faucet ")
                .contains("down ", "check ", "render ", "files ", "serve ", "completion ")
                .contains("Exit status: 0")
                .doesNotContain("warm-up");
    }

    @Test
    void withoutACommandTheHelpIsPrinted() {
        assertThat(CommandLineRun.of().out())
                .isEqualTo(CommandLineRun.of("--help").out())
                .contains("Commands:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "status",
                "logs",
                "tx",
                "query",
                "keys new",
                "keys list",
                "keys show",
                "keys import",
                "keys export",
                "exec",
                "faucet",
                "down",
                "check",
                "render",
                "files put",
                "files get",
                "files list",
                "files rm",
                "serve",
                "completion"
            })
    void everyCommandTeachesWithExamplesAndTakesTheCommonOptions(String command) {
        CommandLineRun run = CommandLineRun.of((command + " --help").split(" "));

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Usage: orrery " + command, "Examples:", "--json", "--network=FILE|FOLDER")
                .doesNotContain("--detached-owner");
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "keys"})
    void helpCanBeAskedForInTwoWays(String command) {
        assertThat(CommandLineRun.of("help", command).out())
                .isEqualTo(CommandLineRun.of(command, "--help").out())
                .contains("Usage: orrery " + command);
    }

    @Test
    void keysAloneTellsWhatThereIs() {
        assertThat(CommandLineRun.of("keys").out())
                .contains("new ", "list ", "show ", "import ", "export ", "Examples:");
        assertThat(CommandLineRun.of("keys", "shwo", "hub").err())
                .contains("did you mean show?")
                .contains("orrery keys --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tx hub {}",
                "tx --from alice",
                "tx hub --from alice {}",
                "tx hub --from alice --gas 0 {\"@type\":\"x\"}",
                "tx hub --from alice --gas 5 --gas-margin 2 {\"@type\":\"x\"}",
                "tx hub --from alice --gas many {\"@type\":\"x\"}",
                "query hub x.Query/Y {",
                "query hub x.Query/Y --height 0",
                "keys import",
                "keys new",
                "faucet hub"
            })
    void aWrongCommandLineIsToldBeforeAnyNetworkIsLookedFor(String line) {
        CommandLineRun run = CommandLineRun.of(line.split(" "));

        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("failed while ").doesNotContain("not running");
    }

    @Test
    void aMistypedCommandIsBadUsageAndTheRightOneIsSuggested() {
        CommandLineRun run = CommandLineRun.of("staus");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .containsExactly(
                        "failed while reading the command line: Unmatched argument at index 0: 'staus'",
                        "  try:      did you mean status?",
                        "  command:  orrery --help");
    }

    @Test
    void aMistypedOptionIsBadUsageAndTheRightOneIsSuggested() {
        CommandLineRun run = CommandLineRun.of("up", "--detahc");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Unknown option: '--detahc'", "did you mean --detach?", "orrery up --help");
    }

    @ParameterizedTest
    @CsvSource({"up, 60s", "down, 30s", "status, 5s", "paths, 5s", "tx, 30s", "faucet, 30s", "files get, 10m"})
    void aCommandThatWaitsMaySayHowLong(String command, String usual) {
        assertThat(CommandLineRun.of((command + " --help").split(" ")).out().replaceAll("\\s+", " "))
                .contains("--timeout=DURATION How long to wait before giving up (default: " + usual + ").");
    }

    @Test
    void aWrongDurationSaysWhatADurationLooksLike() {
        CommandLineRun run = CommandLineRun.of("up", "--timeout", "5x");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'5x' is not a duration: write 500ms, 60s or 1m30s");
    }

    @Test
    void withJsonAlsoBadUsageIsJsonOnStandardOutput() {
        CommandLineRun run = CommandLineRun.of("down", "--json", "--nonsense");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.json().path("error").path("doing").asString()).isEqualTo("reading the command line");
        assertThat(run.json().path("error").path("seen").asString()).contains("--nonsense");
    }

    @Test
    void allThatGoesWrongInUpIsAnEvent() throws IOException {
        Path wrong = Files.writeString(folder.resolve("network.yaml"), "version: 1\nnmae: net\n");

        for (CommandLineRun run : List.of(
                CommandLineRun.of("up", "--json", "-n", wrong.toString()),
                CommandLineRun.of("up", "--json", "--nonsense"))) {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).isEmpty();
            assertThat(run.json().propertyNames()).containsExactly("event", "error");
            assertThat(run.json().path("event").asString()).isEqualTo("failed");
        }
    }

    @Test
    void versionNamesOrreryAndJava() {
        assertThat(CommandLineRun.of("--version").out())
                .startsWith("orrery ")
                .contains("Java " + Runtime.version().feature());
    }

    @Test
    void completionIsAScriptThatBashAccepts() throws Exception {
        CommandLineRun run = CommandLineRun.of("completion", "bash");
        Path script = Files.writeString(folder.resolve("completion.sh"), run.out());

        assertThat(run.out()).contains("complete -F", "detach", "stage", "gas-margin", "height", "private-key");
        assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor())
                .isZero();
        assertThat(CommandLineRun.of("completion", "zsh").out()).contains("bashcompinit");
    }

    @Test
    void aFileThatIsNotThereIsBadInput() {
        CommandLineRun run =
                CommandLineRun.of("check", "-n", folder.resolve("none.yaml").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("failed while ").contains("none.yaml").doesNotContain("\tat ");
    }

    @Test
    void commandsOnANetworkThatDoesNotRunSaySo() throws IOException {
        Path file = Files.writeString(folder.resolve("network.yaml"), "version: 1\nname: quiet\n");

        CommandLineRun status = CommandLineRun.of("status", "-n", folder.toString());
        CommandLineRun down = CommandLineRun.of("down", "-n", file.toString());
        CommandLineRun logs = CommandLineRun.of("logs", "-n", file.toString());
        CommandLineRun query = CommandLineRun.of("query", "hub", "-n", file.toString());
        CommandLineRun keys = CommandLineRun.of("keys", "list", "hub", "-n", file.toString());

        CommandLineRun json = CommandLineRun.of("status", "--json", "-n", file.toString());

        assertThat(status.status()).isEqualTo(1);
        assertThat(status.err()).contains("this network is not running", "orrery up -n " + folder);
        assertThat(down.status()).isEqualTo(1);
        assertThat(down.err()).contains("not running: nothing to stop");
        assertThat(logs.status()).isEqualTo(1);
        assertThat(logs.err()).contains("this network is not running");
        assertThat(query.status()).isEqualTo(1);
        assertThat(query.err()).startsWith("failed while querying a chain: this network is not running");
        assertThat(keys.status()).isEqualTo(1);
        assertThat(keys.err()).contains("this network is not running");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.err()).isEmpty();
        assertThat(json.json().path("error").path("seen").asString()).isEqualTo("this network is not running");
    }
}
