package dev.orrery.benchmarks.measure;

import dev.orrery.binaries.Binary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** On what it was measured: without that, no number says anything. */
public final class Host {
    private Host() {}

    public static void print(PrintStream out, Path repository, List<Binary> binaries) {
        out.printf(
                "machine    %d cores, %s, %s, %s %s%n",
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", line -> line.startsWith("model name")),
                memory(),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
        out.printf("load       %s (1, 5, 15 min, before)%n", load());
        out.printf("java       %s, %s%n", Runtime.version(), System.getProperty("java.vm.name"));
        String changed = said(repository, "git", "status", "--porcelain", "--untracked-files=no");
        out.printf(
                "orrery     %s%s%n",
                said(repository, "git", "rev-parse", "--short=12", "HEAD"), changed.isEmpty() ? "" : " and changes");
        binaries.stream()
                .distinct()
                .forEach(binary -> out.printf(
                        "binary     %s, sha256 %s%n",
                        binary.source(), binary.sha256().substring(0, 12)));
    }

    private static String load() {
        String[] numbers = line("/proc/loadavg", line -> true).split(" ", -1);
        return numbers.length < 3 ? "unknown" : numbers[0] + " " + numbers[1] + " " + numbers[2];
    }

    private static String memory() {
        String digits =
                line("/proc/meminfo", line -> line.startsWith("MemTotal")).replaceAll("\\D", "");
        return digits.isEmpty()
                ? "unknown memory"
                : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(digits) / 1024.0 / 1024.0);
    }

    /** The first such line of a file, without the name before its colon. */
    private static String line(String file, Predicate<String> wanted) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(wanted)
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String said(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Started.awaitEnd(process);
            return said;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
