package dev.orrery.benchmarks.kubernetes;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Somebody whom a cluster does not let start networks. */
record Visitor(String name, Path kubeconfig) {
    static List<Visitor> of(BenchCluster cluster, Path folder) {
        String admin = read(cluster.kubeconfig());
        String nobody = admin.replaceAll("user: \\{[^}]*}", "user: { token: \"" + cluster.token("default") + "\" }");
        String stranger = admin.replaceAll("user: \\{[^}]*}", "user: { token: expired }");
        String lost = admin.replaceAll("server: [^,}]*", "server: https://127.0.0.1:9");
        return List.of(
                new Visitor("forbidden namespace", write(folder, "nobody", nobody)),
                new Visitor("a refused token", write(folder, "stranger", stranger)),
                new Visitor("unreachable cluster", write(folder, "lost", lost)));
    }

    private static Path write(Path folder, String name, String content) {
        Path file = folder.resolve(name + ".conf");
        AtomicFiles.writeSecret(file, content.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
