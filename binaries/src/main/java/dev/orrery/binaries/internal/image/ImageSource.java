package dev.orrery.binaries.internal.image;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.BinaryStore;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.UnreachableException;
import dev.orrery.binaries.internal.store.Workshop;
import dev.orrery.spec.BinarySpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import land.oras.auth.AuthStore;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs out of container images: read from the registry, layer by layer, and never run in a container. */
public final class ImageSource {
    private static final Logger LOG = LoggerFactory.getLogger(ImageSource.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;

    private final CacheLayout cache;
    private final BinaryStore store;
    private final Machine machine;
    private final Supplier<AuthStore> logins;

    public ImageSource(CacheLayout cache, BinaryStore store, Machine machine, Supplier<AuthStore> logins) {
        this.cache = cache;
        this.store = store;
        this.machine = machine;
        this.logins = logins;
    }

    public Binary get(BinarySpec.Image spec, Steps steps) throws IOException {
        ImageRegistry registry = new ImageRegistry(spec.reference(), machine, steps, logins);
        String digest =
                registry.pinnedDigest().isPresent() ? registry.pinnedDigest().get() : meantNow(spec, registry, steps);
        String key = Hashes.of(String.join("\n", "image", digest, spec.file().orElse(""), machine.toString()));
        return Workshop.had(cache, store, key, steps, workshop -> {
            return take(spec, registry.at(digest), workshop, key, steps);
        });
    }

    private Binary take(BinarySpec.Image spec, ImageRegistry.Image image, Workshop workshop, String key, Steps steps)
            throws IOException, UnreachableException {
        JsonNode config = JSON.readTree(Files.readAllBytes(blob(image, image.config())));
        Path folder = AtomicFiles.folder(workshop.folder().resolve("out"));
        try (ImageFiles files = new ImageFiles()) {
            int layer = 0;
            for (ImageRegistry.Blob blob : image.layers()) {
                steps.step(
                        "downloading layer " + ++layer + " of " + image.layers().size());
                files.add(uncompressed(blob(image, blob), workshop.folder().resolve("layer-" + layer + ".tar")));
            }
            steps.step("taking the program out");
            Path program = new ImageProgram(files, config, steps.source()).takeOut(spec.file(), folder, machine);
            Binary binary = store.putFolder(key, program, steps.source());
            for (ImageRegistry.Blob blob : image.layers()) {
                Files.deleteIfExists(cache.download(blob.sha256()));
            }
            Files.deleteIfExists(cache.download(image.config().sha256()));
            return binary;
        }
    }

    /** Layers that are whole are kept until the program is there, so that a run that was cut off goes on with the rest. */
    private Path blob(ImageRegistry.Image image, ImageRegistry.Blob blob) throws IOException, UnreachableException {
        Path file = cache.download(blob.sha256());
        if (Files.isRegularFile(file) && Hashes.of(file).equals(blob.sha256())) {
            return file;
        }
        CacheLayout.makeParent(file);
        image.download(blob, file);
        return file;
    }

    private static Path uncompressed(Path layer, Path to) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(layer))) {
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            if (magic != GZIP && magic != ZSTD) {
                return layer;
            }
            try (InputStream plain =
                    magic == GZIP ? new GzipCompressorInputStream(in, true) : new ZstdCompressorInputStream(in)) {
                Files.copy(plain, to);
            }
            return to;
        }
    }

    private String meantNow(BinarySpec.Image spec, ImageRegistry registry, Steps steps) throws IOException {
        Path last = cache.resolution(Hashes.of(String.join("\n", "image", spec.reference(), machine.toString())));
        steps.step("asking for the image");
        try {
            String digest = registry.currentDigest();
            CacheLayout.makeParent(last);
            AtomicFiles.write(last, digest);
            return digest;
        } catch (UnreachableException e) {
            LOG.debug("{} cannot be resolved now", spec.describe(), e);
            if (!Files.exists(last)) {
                throw e.asBinaryException();
            }
            steps.step("offline: taking what the image was the last time");
            return Files.readString(last);
        }
    }

    /** What a registry said that isn't an image. */
    static BinaryException unusable(String source, String expected, String seen) {
        return new BinaryException(Failure.doing("reading the image")
                .where(source)
                .expected(expected)
                .seen(seen)
                .hint("take another image or tag, or another source of the binary")
                .build());
    }
}
