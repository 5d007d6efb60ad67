package dev.orrery.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ways into a cluster that are not its administrator's. */
final class Kubeconfigs {
    /** What fabric8 looks for before {@code KUBECONFIG}. */
    static final String PROPERTY = "kubeconfig";

    private Kubeconfigs() {}

    /** With a token of an account of the namespace {@code default}, and no other right than it has. */
    static Path of(TestCluster cluster, String account, Path folder) {
        return withToken(
                cluster,
                cluster.run("kubectl", "create", "token", account, "-n", "default")
                        .strip(),
                folder,
                account);
    }

    /** With a token that somebody else has signed. */
    static Path withToken(TestCluster cluster, String token, Path folder, String name) {
        return write(
                folder.resolve(name + ".conf"),
                read(cluster).replaceAll("user: \\{[^}]*}", "user: { token: \"" + token + "\" }"));
    }

    /** Of an address where nobody listens. */
    static Path unreachable(TestCluster cluster, Path folder) {
        return write(
                folder.resolve("nobody.conf"),
                read(cluster).replaceAll("server: [^,}]*", "server: https://127.0.0.1:9"));
    }

    private static String read(TestCluster cluster) {
        try {
            return Files.readString(cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
