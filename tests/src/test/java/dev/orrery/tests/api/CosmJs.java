package dev.orrery.tests.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Sha256;
import dev.orrery.binaries.OrreryCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The programs of {@code src/test/cosmjs}, on the CosmJS of npm, which is installed once into the cache. */
final class CosmJs {
    private static final Path SOURCES = Path.of("src", "test", "cosmjs").toAbsolutePath();
    private static final int MINUTES = 5;

    private CosmJs() {}

    /** What a program prints, given this. */
    static JsonNode run(String program, ObjectNode input) throws IOException, InterruptedException {
        Path folder = installed();
        Files.copy(SOURCES.resolve(program), folder.resolve(program), StandardCopyOption.REPLACE_EXISTING);
        return JsonMapper.shared().readTree(run(folder, List.of("node", program), input.toString()));
    }

    private static Path installed() throws IOException, InterruptedException {
        byte[] wanted = Files.readAllBytes(SOURCES.resolve("package.json"));
        Path folder = AtomicFiles.folder(OrreryCache.standard()
                .root()
                .resolve("cosmjs-" + Sha256.hex(wanted).substring(0, 12)));
        if (!Files.exists(folder.resolve("installed"))) {
            Files.write(folder.resolve("package.json"), wanted);
            run(
                    folder,
                    List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"),
                    "");
            AtomicFiles.write(folder.resolve("installed"), "");
        }
        return folder;
    }

    private static String run(Path folder, List<String> command, String input)
            throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("cosmjs", ".log");
        Path said = Files.createTempFile("cosmjs", ".json");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(complaints.toFile())
                .redirectOutput(said.toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(command + " ends in time")
                    .isTrue();
            assertThat(process.exitValue())
                    .as(command + " says " + Files.readString(complaints))
                    .isZero();
            return Files.readString(said);
        } finally {
            process.destroyForcibly();
            Files.delete(complaints);
            Files.delete(said);
        }
    }
}
