package dev.orrery.benchmarks.service;

import dev.orrery.benchmarks.measure.Started;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./orrery serve}, as its users start it.
 *
 * @param launcher the script
 */
record OrreryRival(Path launcher) implements Rival {
    private static final byte[] NOTHING = new byte[0];

    @Override
    public String label() {
        return "orrery serve";
    }

    @Override
    public Running start(Path folder) throws IOException {
        Path token = folder.resolve("token");
        Process process = Started.remember(new ProcessBuilder(
                        launcher.toString(),
                        "serve",
                        "--json",
                        "--listen",
                        "127.0.0.1:0",
                        "--store",
                        folder.resolve("store").toString(),
                        "--token-file",
                        token.toString())
                .redirectError(folder.resolve("complaints").toFile())
                .start());
        String said = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (said == null) {
            throw new IOException("orrery serve: " + Files.readString(folder.resolve("complaints")));
        }
        URI url = URI.create(JsonMapper.shared().readTree(said).required("url").asString());
        Wire wire =
                new Wire(url, "Authorization: Bearer " + Files.readString(token).strip() + "\r\n");
        wire.get("/health");
        return new Running() {
            @Override
            public Process process() {
                return process;
            }

            @Override
            public void upload(String name, Path file) throws IOException {
                wire.send("PUT /v1/files/" + name, "", NOTHING, file, NOTHING);
            }

            @Override
            public long download(String name) throws IOException {
                return wire.get("/v1/files/" + name);
            }

            @Override
            public long await(String name, Runnable asked) throws IOException {
                return wire.get("/v1/files/" + name + "?wait=60s", asked);
            }

            @Override
            public boolean waits() {
                return true;
            }

            @Override
            public void close() {
                Started.end(process);
            }
        };
    }
}
