package dev.orrery.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.tests.cluster.OnTestCluster;
import dev.orrery.tests.cluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orrery image}, from the shell to a pod of a real cluster. */
@OnTestCluster
class ImageTest {
    private static final String NETWORK = """
        version: 1
        name: packed
        chains:
          hub:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
        """;

    @TempDir
    private Path folder;

    @Test
    void aChainThatWasPushedRunsInAPodAsNobodyWithAReadOnlyRoot(TestCluster cluster) throws Exception {
        Files.writeString(folder.resolve("network.yaml"), NETWORK);
        Cli orrery = new Cli(folder);

        Cli.Result pushed = orrery.run("image", "push", cluster.registry() + "/chains/simd:v8", "--insecure", "--json");

        assertThat(pushed.err()).isEmpty();
        String digest = pushed.json().get("digest").asString();
        assertThat(pushed.json().get("pinned").asString()).isEqualTo(cluster.registry() + "/chains/simd@" + digest);
        // Any registry's name means the node's own registry.
        assertThat(run(cluster, "packed", "any.registry.example/chains/simd@" + digest, List.of("version", "--long")))
                .contains("cosmos_sdk_version: v0.50");
    }

    @Test
    void aProgramWithLibrariesIsPackedToAFileAndRunsFromItWithNothingBeside(TestCluster cluster) throws Exception {
        Path tar = folder.resolve("date.tar");

        Cli.Result built = new Cli(folder)
                .run("image", "build", "--program", "/bin/date", "--out", "date.tar", "--name", "local.test/date:1");

        assertThat(built.err()).isEmpty();
        assertThat(built.out()).startsWith("local.test/date@sha256:");
        cluster.run("ctr", "-n", "k8s.io", "images", "import", tar.toString());
        assertThat(run(cluster, "linked", "local.test/date:1", List.of("--utc", "--date=@0", "+%Y-%m-%d")))
                .isEqualTo("1970-01-01\n");
    }

    @Test
    void orrerysOwnImageRunsWithNothingToWriteTo(TestCluster cluster) {
        String image = cluster.orreryImage();

        assertThat(image).startsWith(cluster.registry() + "/orrery@sha256:");
        assertThat(run(cluster, "orrery", image, List.of("chains"))).contains("ibc-go");
    }

    /** What a pod of this image prints with these arguments. */
    private static String run(TestCluster cluster, String name, String image, List<String> arguments) {
        cluster.run(
                """
                apiVersion: v1
                kind: Pod
                metadata: { name: %s }
                spec:
                  restartPolicy: Never
                  automountServiceAccountToken: false
                  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
                  volumes: [ { name: home, emptyDir: {} } ]
                  containers:
                    - name: program
                      image: "%s"
                      args: [ "%s" ]
                      volumeMounts: [ { name: home, mountPath: /home/nonroot } ]
                      securityContext:
                        readOnlyRootFilesystem: true
                        allowPrivilegeEscalation: false
                        capabilities: { drop: [ ALL ] }
                """.formatted(name, image, String.join("\", \"", arguments))
                        .lines()
                        .toList(),
                "kubectl",
                "apply",
                "-f",
                "-");
        cluster.run("kubectl", "wait", "pod/" + name, "--for=jsonpath={.status.phase}=Succeeded", "--timeout=30s");
        return cluster.run("kubectl", "logs", name);
    }
}
