package dev.orrery.benchmarks.kubernetes;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.benchmarks.measure.Started;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Kubernetes of the folder {@code test-cluster}, for as long as this program runs. Needs root. */
record BenchCluster(Path repository, Process script, Path kubeconfig) implements AutoCloseable {
    private static final String READY = "export KUBECONFIG=";

    static BenchCluster start(Path repository) {
        Process script = process(
                List.of(repository.resolve("test-cluster").resolve("up.sh").toString(), "--hold"));
        try {
            BufferedReader out = script.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    return new BenchCluster(repository, script, Path.of(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new HostException(Failure.doing("starting a test cluster")
                .where("test-cluster/up.sh")
                .seen("it ended with status " + Started.awaitEnd(script))
                .build());
    }

    String number() {
        return String.valueOf(kubeconfig.resolveSibling("").getFileName());
    }

    String registry() {
        return "172.30." + number() + ".2:5000";
    }

    /** Packs a program by {@code orrery image push}, and returns what pods call the image. */
    String push(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(
                repository.resolve("orrery").toString(), "image", "push", registry() + "/" + name, "--insecure"));
        command.addAll(List.of(options));
        return output(command).strip();
    }

    /** A token of an account of the namespace {@code default}. */
    String token(String account) {
        return output(List.of(
                        repository.resolve("test-cluster").resolve("in.sh").toString(),
                        number(),
                        "kubectl",
                        "create",
                        "token",
                        account,
                        "-n",
                        "default"))
                .strip();
    }

    JsonNode pods(String namespace) {
        return JsonMapper.shared()
                .readTree(output(List.of(
                        repository.resolve("test-cluster").resolve("in.sh").toString(),
                        number(),
                        "kubectl",
                        "get",
                        "pods",
                        "-n",
                        namespace,
                        "-o",
                        "json")));
    }

    /** Its standard input ends, and with it the cluster. */
    @Override
    public void close() {
        try {
            script.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Started.awaitEnd(script);
    }

    private static String output(List<String> command) {
        Process process = process(command);
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Started.awaitEnd(process);
            if (status != 0) {
                throw new HostException(Failure.doing("running " + String.join(" ", command))
                        .seen("exit status " + status)
                        .build());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process process(List<String> command) {
        try {
            return Started.remember(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
