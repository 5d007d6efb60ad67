package dev.orrery.benchmarks.service;

import dev.orrery.base.AtomicFiles;
import dev.orrery.benchmarks.measure.Started;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The same work in a few lines of FastAPI, on uvicorn, which its users run it with. */
final class FastApiRival implements Rival {
    private static final String BOUNDARY = "----orrery-benchmark";
    private static final List<String> PACKAGES = List.of("fastapi", "uvicorn[standard]", "python-multipart");

    private final Path folder;
    private final boolean durable;

    private FastApiRival(Path folder, boolean durable) {
        this.folder = folder;
        this.durable = durable;
    }

    /**
     * Has pip install it from PyPI, at its first use.
     *
     * @param cache where to
     * @param durable whether it hashes, and waits for the disk, before it answers
     */
    static FastApiRival installed(Path cache, boolean durable) throws IOException {
        try (InputStream app = Objects.requireNonNull(FastApiRival.class.getResourceAsStream("app.py"))) {
            AtomicFiles.write(cache.resolve("app.py"), app.readAllBytes());
        }
        Path done = cache.resolve("installed");
        if (!Files.exists(done)) {
            said(cache, List.of("python3", "-m", "venv", "venv"));
            List<String> install =
                    new ArrayList<>(List.of(cache.resolve("venv/bin/pip").toString(), "install", "--quiet"));
            install.addAll(PACKAGES);
            said(cache, install);
            AtomicFiles.write(done, "");
        }
        return new FastApiRival(cache, durable);
    }

    @Override
    public String label() {
        return durable ? "FastAPI, hashing, fsync" : "FastAPI";
    }

    /** What was measured. */
    String versions() throws IOException {
        return said(
                        folder,
                        List.of(
                                folder.resolve("venv/bin/python").toString(),
                                "-c",
                                "import platform, fastapi, uvicorn; print('FastAPI', fastapi.__version__,"
                                        + " ', uvicorn', uvicorn.__version__, ', Python', platform.python_version())"))
                .strip()
                .replace(" ,", ",");
    }

    @Override
    public Running start(Path store) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                folder.resolve("venv/bin/python").toString(),
                folder.resolve("app.py").toString(),
                store.toString()));
        if (durable) {
            command.add("durable");
        }
        Process process = Started.remember(new ProcessBuilder(command)
                .redirectError(store.resolve("complaints").toFile())
                .start());
        String said = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (said == null) {
            throw new IOException("FastAPI: " + Files.readString(store.resolve("complaints")));
        }
        Wire wire = new Wire(URI.create(said), "");
        wire.get("/health"); // it listens already; the answer comes when it serves
        return new Running() {
            @Override
            public Process process() {
                return process;
            }

            @Override
            public void upload(String name, Path file) throws IOException {
                wire.send(
                        "POST /files/" + name,
                        "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n",
                        ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
                        file,
                        ascii("\r\n--" + BOUNDARY + "--\r\n"));
            }

            @Override
            public long download(String name) throws IOException {
                return wire.get("/files/" + name);
            }

            @Override
            public long await(String name, Runnable asked) throws IOException {
                return wire.get("/files/" + name, asked);
            }

            @Override
            public boolean waits() {
                return false;
            }

            @Override
            public void close() {
                Started.end(process);
            }
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Standard output of a program that ends by itself. */
    private static String said(Path folder, List<String> command) throws IOException {
        Path complaints = folder.resolve("complaints");
        Process process = Started.remember(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(complaints.toFile())
                .start());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = Started.awaitEnd(process);
        if (status != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + status + ": " + Files.readString(complaints));
        }
        return said;
    }
}
