package dev.orrery.binaries.internal.download;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.internal.programs.ExecutableFile;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.BinaryStore;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.HashMemory;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.Workshop;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Programs that are published as files: downloaded, held against their checksum, taken out of their archive. */
public final class DownloadSource {
    private final CacheLayout cache;
    private final BinaryStore store;
    private final HashMemory hashes;
    private final Machine machine;

    public DownloadSource(CacheLayout cache, BinaryStore store, HashMemory hashes, Machine machine) {
        this.cache = cache;
        this.store = store;
        this.hashes = hashes;
        this.machine = machine;
    }

    public Binary get(BinarySpec.Download spec, Steps steps) throws IOException {
        String sha256 = checksum(spec, steps);
        URI uri = URI.create(filled(spec));
        String key = Hashes.of(
                String.join("\n", "download", sha256, name(uri), spec.file().orElse("")));
        return Workshop.had(cache, store, key, steps, workshop -> {
            Path part = cache.download(sha256);
            CacheLayout.makeParent(part);
            download(uri, part, sha256, steps);
            steps.step("unpacking");
            Path program = new Unpacking(workshop.folder(), steps.source()).program(part, name(uri), spec.file());
            ExecutableFile.check(program, steps.source(), machine);
            String name = program.getFileName().toString();
            Binary binary = store.put(key, program, hashes.sha256(program), name, steps.source());
            Files.deleteIfExists(part);
            return binary;
        });
    }

    /** What was continued may be of two files, since the one behind the URL was changed: that is tried again, once. */
    private static void download(URI uri, Path part, String sha256, Steps steps) throws IOException {
        boolean continued = Files.isRegularFile(part);
        steps.step(continued ? "going on with the download" : "downloading");
        try (HttpClient client = HttpFile.newClient()) {
            HttpFile file = new HttpFile(client, uri, steps);
            try {
                file.into(part);
                steps.step("checking");
                if (continued && !Hashes.of(part).equals(sha256)) {
                    Files.delete(part);
                    file.into(part);
                }
            } finally {
                client.shutdownNow();
            }
        }
        String seen = Hashes.of(part);
        if (!seen.equals(sha256)) {
            long size = Files.size(part);
            Files.delete(part);
            throw new BinaryException(Failure.doing("checking the download")
                    .where(steps.source())
                    .expected("the SHA-256 " + sha256)
                    .seen("the SHA-256 " + seen + ", of " + size + " bytes")
                    .hint("compare with the checksum that the project publishes for this very file: either `sha256:` is"
                            + " of another one, or what the server gave is not to be trusted; it was deleted")
                    .build());
        }
    }

    private String checksum(BinarySpec.Download spec, Steps steps) {
        String here = machine.os() + "/" + machine.arch();
        return Optional.ofNullable(spec.sha256().get(here))
                .or(() -> Optional.ofNullable(spec.sha256().get(BinarySpec.Download.ANY_MACHINE)))
                .orElseThrow(() -> new BinaryException(Failure.doing("looking for the checksum of the download")
                        .where(steps.source())
                        .expected("`sha256:` with a checksum for this machine, " + here)
                        .seen(spec.sha256().keySet().stream().sorted().collect(Collectors.joining(", ")))
                        .hint("add " + here + ", with the checksum that the project publishes")
                        .build()));
    }

    /** The URL for this machine. Which names there may be was checked when it was read. */
    String filled(BinarySpec.Download spec) {
        String version = spec.version().orElse("");
        return spec.url()
                .replace("{version}", version)
                .replace("{number}", BinarySpec.Download.number(version))
                .replace("{os}", machine.os())
                .replace(
                        "{Os}",
                        machine.os().substring(0, 1).toUpperCase(Locale.ROOT)
                                + machine.os().substring(1))
                .replace("{arch}", machine.arch())
                .replace("{Arch}", machine.archName())
                .replace("{machine}", machine.processor());
    }

    /** What the file is called, which is what the program is called where the file is the program. */
    private static String name(URI uri) {
        String path = uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._+-]", "-");
        return last.isEmpty() || last.startsWith(".") ? "program" : last;
    }
}
