package dev.orrery.tests.cluster;

import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Small networks for one cluster, whose images are there. */
final class ClusterNetworks {
    static final String SIMD = "github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0";

    /** What pods call the chain's image, for each cluster that has it. */
    private static final Map<TestCluster, String> PUSHED = new ConcurrentHashMap<>();

    private final TestCluster cluster;
    private final Path folder;
    private final String simd;

    ClusterNetworks(TestCluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.simd = PUSHED.computeIfAbsent(cluster, it -> push(it, folder));
    }

    private static String push(TestCluster cluster, Path folder) {
        try {
            Path file = Files.writeString(
                    folder.resolve("packed.yaml"), "version: 1\nchains: { hub: { binary: { go: " + SIMD + " } } }\n");
            return cluster.push("chains/simd:v8", "--chain", "hub", "-n", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One chain of one validator. */
    NetworkSpec small(String name, String kubernetes) {
        return read(name, """
              hub:
                binary: { go: %1$s }
                denom: uatom
                accounts: { alice: 1000000uatom }
            """, "", "hub: \"%3$s\"", kubernetes);
    }

    /** One chain of two validators, which halts without the second. */
    NetworkSpec duo(String name, String kubernetes) {
        return read(name, """
              hub:
                binary: { go: %1$s }
                stake: [2000000, 1000000]
            """, "", "hub: \"%3$s\"", kubernetes);
    }

    /** One chain whose binary is started with one argument more. */
    NetworkSpec withArguments(String name, String argument, String kubernetes) {
        return read(name, """
              hub:
                binary: { go: %%1$s }
                startArgs: ["%s"]
            """.formatted(argument), "", "hub: \"%3$s\"", kubernetes);
    }

    /** One chain with a companion that fails at once. */
    NetworkSpec withBrokenCompanion(String name) {
        String busybox = cluster.push("programs/busybox:1", "--program", "/bin/busybox");
        return read(name, """
              hub:
                binary: { go: %1$s }
                companions:
                  feed:
                    binary: { path: /bin/busybox }
                    args: [sh, -c, "echo no price feed at {chainId} >&2; exit 3"]
            """, "", "hub: \"%3$s\", hub/feed: \"" + busybox + "\"", "");
    }

    /** A chain with two companions beside its first node: one that is started before it, and one after its first block. */
    NetworkSpec withCompanions(String name) {
        return read(name, """
              hub:
                binary: { go: %1$s }
                validators: 2
                denom: uatom
                accounts: { feeder: 5uatom }
                env: { WHOSE: "{node}" }
                startArgs: [--moniker, "{node}"]
                companions:
                  oracle:
                    binary: { path: /bin/busybox }
                    args: [httpd, -p, "{port:api}"]
                    ports: [api]
                    first: true
                  feeder:
                    binary: { path: /bin/busybox }
                    args: [wget, "http://127.0.0.1:{port:oracle/api}"]
                    env: { WORDS: "{mnemonic:feeder}", NODE: "{grpc}" }
            """, "", "hub: \"%3$s\", hub/oracle: oracle:1, hub/feeder: feeder:1", "");
    }

    /** One chain whose image is another one. */
    NetworkSpec withImage(String name, String image) {
        return read(name, "  hub: { binary: { go: %1$s } }\n", "", "hub: \"" + image + "\"", "");
    }

    /** Two chains and a path; the first has one validator without which it halts, and two without which it goes on. */
    NetworkSpec trio(String name) {
        return read(name, """
              hub:
                binary: { go: %1$s }
                stake: [8000000, 1000000, 1000000]
                denom: uatom
                accounts: { alice: 1000000uatom }
              zone:
                binary: { go: %1$s }
                denom: uzone
            """, "paths:\n  - between: [hub, zone]\n", "hub: \"%3$s\", zone: \"%3$s\"", "");
    }

    /** Two chains, the second validator of the first with a third of its power, and a path. */
    NetworkSpec pair(String name, String kubernetes) {
        return read(name, """
              hub:
                binary: { go: %1$s }
                stake: [2000000, 1000000]
                denom: uatom
                accounts: { alice: 1000000uatom }
              zone:
                binary: { go: %1$s }
                denom: uzone
            """, "paths:\n  - between: [hub, zone]\n", "hub: \"%3$s\", zone: \"%3$s\"", kubernetes);
    }

    /** Two chains whose path opens by handshakes, and a validator that a transaction makes. */
    NetworkSpec owned(String name) {
        return read(
                name,
                """
                  hub:
                    binary: { go: %1$s }
                    validators: { inGenesis: 1, created: 1 }
                    stake: [2000000, 1000000]
                    denom: uatom
                    accounts: { alice: 10000000uatom }
                  zone:
                    binary: { go: %1$s }
                    denom: uzone
                    accounts: { zoe: 10000000uzone }
                """,
                "paths:\n  - { between: [hub, zone], open: handshake }\n",
                "hub: \"%3$s\", zone: \"%3$s\"",
                "");
    }

    /**
     * Two chains of one validator and a path.
     *
     * @param path what the file says of the path beside its chains
     */
    NetworkSpec relayedBy(String name, String path) {
        return read(
                name,
                """
                  hub: { binary: { go: %1$s } }
                  zone: { binary: { go: %1$s } }
                """,
                "paths:\n  - { between: [hub, zone], " + path + " }\n",
                "hub: \"%3$s\", zone: \"%3$s\", hermes: \"%3$s\"",
                "");
    }

    /** A provider with a consumer that transactions launch, and a path that Hermes relays on. All programs are pushed. */
    NetworkSpec provider(String name) {
        Path file = folder.resolve(name + ".yaml");
        try {
            Files.writeString(file, """
                version: 1
                name: %1$s
                chains:
                  hub:
                    binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-pd@v7.0.1 }
                    denom: uatom
                    accounts: { alice: 10000000uatom }
                  zone:
                    binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-cd@v7.0.1 }
                    consumerOf: hub
                    consumerLaunch: transactions
                    denom: uzone
                    accounts: { zoe: 10000000uzone }
                  port:
                    binary: { go: %2$s }
                    denom: uport
                paths:
                  - { between: [hub, port], relayer: hermes }
                kubernetes: { orreryImage: "%3$s", registry: "%4$s" }
                """.formatted(name, SIMD, cluster.orreryImage(), cluster.registry()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cluster.pushAll(file);
        return SpecReader.read(file);
    }

    private NetworkSpec read(String name, String chains, String paths, String images, String kubernetes) {
        String text = "version: 1\nname: " + name + "\nchains:\n" + chains.indent(0) + paths
                + "kubernetes:\n  orreryImage: %2$s\n  images: { " + images + " }\n" + kubernetes;
        Path file = folder.resolve(name + ".yaml");
        try {
            Files.writeString(file, text.formatted(SIMD, cluster.orreryImage(), simd));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SpecReader.read(file);
    }

    /** The file of a network. */
    Path file(NetworkSpec spec) {
        return folder.resolve(spec.name() + ".yaml");
    }

    /** The folder of a network on this machine. */
    Path state(NetworkSpec spec) {
        return folder.resolve(".orrery").resolve(spec.name());
    }

    /** The name of the one namespace that a network has. */
    String namespaceOf(NetworkSpec spec) {
        return namespacesOf(spec).getFirst().replaceFirst(".*/", "");
    }

    /** The namespaces that a network has. */
    List<String> namespacesOf(NetworkSpec spec) {
        return cluster.run(
                        "kubectl", "get", "namespaces", "-l", "app.kubernetes.io/part-of=" + spec.name(), "-o", "name")
                .lines()
                .toList();
    }
}
