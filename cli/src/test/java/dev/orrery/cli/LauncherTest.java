package dev.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code ./orrery}, in a copy of the project's layout, with stand-ins for java and mvn that tell what they got. */
@Timeout(60)
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "orrery").toAbsolutePath().normalize();

    /** All that the script needs beside a shell; nothing else is on its PATH here. */
    private static final List<String> TOOLS = List.of(
            "readlink",
            "dirname",
            "find",
            "head",
            "tail",
            "mkdir",
            "cp",
            "mv",
            "rm",
            "date",
            "touch",
            "flock",
            "cat",
            "sleep",
            "sed");

    @TempDir
    Path folder;

    private Path project;
    private Path places;
    private Path tools;

    record Run(int status, String out, String err) {}

    @BeforeEach
    void layOutAProject() throws IOException {
        project = folder.resolve("a project");
        places = Files.createDirectories(folder.resolve("places"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Files.createDirectories(project.resolve("cli/src/main"));
        Files.writeString(project.resolve("pom.xml"), "");
        Files.copy(SCRIPT, project.resolve("orrery"));
        for (String tool : TOOLS) {
            for (String place : List.of("/bin/", "/usr/bin/")) {
                if (Files.isExecutable(Path.of(place + tool))) {
                    executable(tools.resolve(tool), "#!/bin/sh\nexec " + place + tool + " \"$@\"\n");
                }
            }
        }
        executable(
                tools.resolve("mvn"),
                "#!/bin/sh\necho mvn \"$@\" >> ../mvn.log\nmkdir -p cli/target/lib && : > cli/target/orrery-cli.jar\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void isAcceptedByEveryShell(String shell) throws Exception {
        if (Files.exists(Path.of("/usr/bin", shell))) {
            assertThat(new ProcessBuilder(shell, "-n", SCRIPT.toString())
                            .start()
                            .waitFor())
                    .isZero();
        }
    }

    @Test
    void takesTheNewestEnoughJdkThatItIsToldOf() throws Exception {
        Path told = jdk("told", "25.0.1");
        Path javaHome = jdk("home", "26");

        assertThat(run(Map.of("ORRERY_JAVA_HOME", told.toString(), "JAVA_HOME", javaHome.toString()))
                        .out())
                .startsWith("told ");
        assertThat(run(Map.of("JAVA_HOME", javaHome.toString())).out()).startsWith("home ");
    }

    @Test
    void passesOverOldJdksToTheUsualPlaces() throws Exception {
        Path old = jdk("old", "17.0.15");
        jdk("places/jdk-21", "21.0.2");
        jdk("places/jdk-25", "25");
        Files.createSymbolicLink(tools.resolve("java"), old.resolve("bin/java"));

        assertThat(run(Map.of("JAVA_HOME", old.toString())).out()).startsWith("jdk-25 ");
    }

    @Test
    void takesTheJavaOnThePathThroughLinks() throws Exception {
        Path onPath = jdk("on-path", "25.0.1");
        Path alternatives = Files.createSymbolicLink(folder.resolve("alternatives"), onPath.resolve("bin/java"));
        Files.createSymbolicLink(tools.resolve("java"), alternatives);

        assertThat(run(Map.of()).out()).startsWith("on-path ");
    }

    @Test
    void saysWhatToInstallWhereThereIsNone() throws Exception {
        jdk("places/jdk-17", "17.0.15");

        Run run = run(Map.of());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("needs a JDK 25 or newer", "adoptium.net", "ORRERY_JAVA_HOME");
    }

    @Test
    void refusesAnOldJdkThatWasNamedOnPurpose() throws Exception {
        Path old = jdk("old", "17.0.15");

        Run run = run(Map.of("ORRERY_JAVA_HOME", old.toString()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(old.toString(), "no JDK 25 or newer");
    }

    @Test
    void buildsAtTheFirstUseAndThenOnlyWhenSourcesAreNewer() throws Exception {
        Map<String, String> env = Map.of("JAVA_HOME", jdk("home", "25").toString());

        Run first = run(env);
        Run second = run(env);

        assertThat(first.err()).contains("building the command line (first use, about a minute)");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1).first().asString().contains("-Dquick -DskipTests -pl cli -am package");

        Files.writeString(project.resolve("cli/src/main/New.java"), "");
        Files.setLastModifiedTime(
                project.resolve("cli/src/main/New.java"),
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(2)));
        Run third = run(env);

        assertThat(third.err()).contains("sources have changed");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void severalAtOnceBuildOnce() throws Exception {
        Map<String, String> env = Map.of("JAVA_HOME", jdk("home", "25").toString());
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(start(env, folder, project.resolve("orrery").toString()));
        }

        for (Process process : all) {
            assertThat(finish(process).out()).startsWith("home ");
        }
        assertThat(builds()).hasSize(1);
    }

    @Test
    void severalAtOnceBuildOnceAlsoWithoutFlock() throws Exception {
        Files.deleteIfExists(tools.resolve("flock"));

        severalAtOnceBuildOnce();
    }

    @Test
    void showsTheEndOfAFailedBuild() throws Exception {
        executable(tools.resolve("mvn"), "#!/bin/sh\necho compiler says no\nexit 1\n");

        Run run = run(Map.of("JAVA_HOME", jdk("home", "25").toString()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("compiler says no", "the build failed", "build.log");
    }

    @Test
    void saysWhatToInstallWhereMavenIsMissing() throws Exception {
        Files.delete(tools.resolve("mvn"));

        Run run = run(Map.of("JAVA_HOME", jdk("home", "25").toString()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no Maven", "Install Maven");
    }

    @Test
    void passesArgumentsOnUnchangedAndKeepsTheCallersFolder() throws Exception {
        Map<String, String> env = Map.of("JAVA_HOME", jdk("home", "25").toString());
        Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("orrery"));
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));

        Run run = finish(start(env, elsewhere, link.toString(), "logs", "a b", "*", "$HOME"));

        assertThat(run.out()).contains("[logs][a b][*][$HOME]").contains("in " + elsewhere.toRealPath());
    }

    /** A stand-in for a JDK: its java prints its home's name, its folder and its last arguments. */
    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(
                home.resolve("bin/java"), """
                    #!/bin/sh
                    printf '%s in %s ' "NAME" "$PWD"
                    while [ "$1" != -jar ]; do shift; done
                    shift 2
                    printf '[%s]' "$@"
                    """.replace("NAME", home.getFileName().toString()));
        return home;
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("mvn.log"));
    }

    private Run run(Map<String, String> env) throws Exception {
        return finish(start(env, folder, project.resolve("orrery").toString(), "check"));
    }

    private Process start(Map<String, String> env, Path from, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("ORRERY_JAVA_PLACES", places.toString());
        builder.environment().putAll(env);
        return builder.start();
    }

    private static Run finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
