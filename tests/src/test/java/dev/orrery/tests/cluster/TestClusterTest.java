package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of the folder {@code test-cluster}: a real one, of which nothing is left in the end. */
@Tag("full")
class TestClusterTest {
    private static final Path STATES = Path.of("/var/tmp/orrery-test-cluster");
    private static final List<String> POD = """
        apiVersion: v1
        kind: Pod
        metadata: { name: greeter }
        spec:
          restartPolicy: Never
          securityContext: { runAsNonRoot: true, runAsUser: 65532 }
          containers:
            - name: greeter
              image: local.test/busybox:1
              imagePullPolicy: Never
              command: [ "sh", "-c", "nslookup kubernetes.default.svc.cluster.local && echo hello from $HOSTNAME" ]
              securityContext: { readOnlyRootFilesystem: true }
        """.lines().toList();

    @Test
    void podsRunOnTwoSideBySideAndNothingIsLeftInTheEnd() throws Exception {
        List<Integer> numbers;
        try (TestCluster one = TestCluster.start();
                TestCluster other = TestCluster.start()) {
            numbers = List.of(one.number(), other.number());
            one.run(POD, "kubectl", "apply", "-f", "-");
            one.run("kubectl", "wait", "pod/greeter", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=30s");

            assertThat(one.run("kubectl", "logs", "greeter"))
                    .contains("hello from greeter")
                    .contains("10.10" + one.number() + ".0.1");
            assertThat(one.run("kubectl", "get", "nodes")).contains("Ready");
            assertThat(script("up.sh", String.valueOf(one.number())))
                    .contains("cluster " + one.number() + " runs already");
            assertThat(one.number()).isNotEqualTo(other.number());
            assertThat(other.run("kubectl", "get", "nodes")).contains("Ready");
            assertThatThrownBy(() -> other.run("kubectl", "get", "pod", "greeter"))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("\"greeter\" not found");
            assertThat(numbers).allSatisfy(number -> assertThat(traces(number)).isNotEmpty());
        }
        assertThat(numbers).allSatisfy(number -> assertThat(traces(number)).isEmpty());
    }

    @Test
    void nothingIsLeftOfAStartThatWasCutOff() throws Exception {
        String number = "15";
        for (String moment : List.of("0.3", "2", "4")) {
            new ProcessBuilder("timeout", "--signal=KILL", moment, "../test-cluster/up.sh", number)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();

            assertThat(script("down.sh", number)).isEmpty();
            assertThat(traces(15)).as("cut off after " + moment + " s").isEmpty();
        }
    }

    @Test
    void aNumberThatThereIsNotIsRefused() throws Exception {
        assertThat(script("up.sh", "16")).contains("'16' is no number of a cluster; those are 1 to 15");
    }

    @Test
    void aMachineWithoutWhatItNeedsIsTold(@TempDir Path folder) throws IOException {
        Path unified = Files.writeString(folder.resolve("cgroup"), "0::/user.slice\n");
        ProcessBuilder builder = new ProcessBuilder("../test-cluster/up.sh", "14").redirectErrorStream(true);
        builder.environment().put("ORRERY_OWN_CONTROL_GROUPS", unified.toString());

        Process process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("control groups of version 2 alone");
    }

    /** What a script of the folder says. */
    private static String script(String... words) throws IOException {
        Process process = TestCluster.process(List.of(words));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return out + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** All that a cluster has on this machine: processes, mounts, control groups, its wire, its folder. */
    private static List<String> traces(int number) throws IOException {
        String group = "orrery-test-cluster-" + number;
        List<String> traces = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> read(process.resolve("cgroup")).matches("(?s).*/" + group + "[/\n].*"))
                    .forEach(process -> traces.add("process " + read(process.resolve("cmdline"))));
        }
        read(Path.of("/proc/self/mountinfo"))
                .lines()
                .filter(line -> line.contains(STATES.resolve(String.valueOf(number)) + "/"))
                .forEach(line -> traces.add("mount " + line));
        for (Path place :
                List.of(Path.of("/sys/class/net/orrery-k8s-" + number), STATES.resolve(String.valueOf(number)))) {
            if (Files.exists(place)) {
                traces.add(place.toString());
            }
        }
        try (Stream<Path> folders =
                Files.find(Path.of("/sys/fs/cgroup"), 8, (path, attributes) -> path.endsWith(group))) {
            folders.forEach(folder -> traces.add(folder.toString()));
        }
        return traces;
    }

    /** A process may be gone by the time that it is read. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
