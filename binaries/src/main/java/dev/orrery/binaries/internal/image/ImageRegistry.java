package dev.orrery.binaries.internal.image;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import land.oras.ContainerRef;
import land.oras.Descriptor;
import land.oras.Index;
import land.oras.Manifest;
import land.oras.ManifestDescriptor;
import land.oras.Registry;
import land.oras.auth.AuthStore;
import land.oras.auth.AuthStoreAuthenticationProvider;
import land.oras.exception.OrasException;

/**
 * One image in its registry (OCI distribution specification). Logins are those of {@code docker login} and
 * {@code podman login}. A registry on the loopback address is spoken to without TLS, as Docker does it.
 */
public final class ImageRegistry {
    private static final String SHA256 = "sha256:";

    /** A layer, or the configuration. */
    record Blob(String sha256, long size) {}

    /** An image for this machine. */
    record Image(ImageRegistry registry, Blob config, List<Blob> layers) {
        /** Downloads one of its blobs to a file, which is there only if it is right. */
        void download(Blob blob, Path file) throws UnreachableException {
            registry.download(blob, file);
        }
    }

    private final ContainerRef reference;
    private final Machine machine;
    private final Steps steps;
    private final Registry registry;

    ImageRegistry(String text, Machine machine, Steps steps, Supplier<AuthStore> logins) {
        this.reference = ContainerRef.parse(text);
        this.machine = machine;
        this.steps = steps;
        String host = reference.getRegistry().replaceFirst(":[0-9]+$", "");
        this.registry = Registry.builder()
                .withInsecure(host.equals("localhost") || host.equals("127.0.0.1"))
                .withAuthProvider(new AuthStoreAuthenticationProvider(logins.get()))
                .build();
    }

    /** The digest that the reference has itself. */
    Optional<String> pinnedDigest() {
        return Optional.ofNullable(reference.getDigest());
    }

    /** The digest of what the tag is now. */
    String currentDigest() throws UnreachableException {
        return ask("asking for the image", () -> digest(registry.getDescriptor(reference)));
    }

    /** The image of this digest: of an index, the one for this machine. */
    Image at(String digest) throws UnreachableException {
        return ask("reading the image", () -> {
            Descriptor descriptor = registry.getDescriptor(reference.withDigest(digest));
            String json = Objects.requireNonNull(descriptor.getJson());
            Manifest manifest;
            if (json.contains("\"manifests\"")) {
                String mine = forThisMachine(Index.fromJson(json)).getDigest();
                manifest = registry.getManifest(reference.withDigest(mine));
            } else {
                manifest = Manifest.fromJson(json);
            }
            return new Image(
                    this,
                    blob(manifest.getConfig()),
                    manifest.getLayers().stream().map(this::blob).toList());
        });
    }

    private ManifestDescriptor forThisMachine(Index index) {
        // Containers run Linux, whatever they run on.
        return index.getManifests().stream()
                .filter(manifest -> platform(manifest).equals("linux/" + machine.arch()))
                .findFirst()
                .orElseThrow(() -> ImageSource.unusable(
                        steps.source(),
                        "an image for linux/" + machine.arch(),
                        "images for "
                                + String.join(
                                        ", ",
                                        index.getManifests().stream()
                                                .map(ImageRegistry::platform)
                                                .filter(name -> !name.startsWith("unknown/"))
                                                .sorted()
                                                .toList())));
    }

    private static String platform(ManifestDescriptor manifest) {
        Map<String, String> platform = Objects.requireNonNullElse(manifest.getPlatform(), Map.of());
        return platform.getOrDefault("os", "unknown") + "/" + platform.getOrDefault("architecture", "unknown");
    }

    private Blob blob(Descriptor descriptor) {
        String digest = digest(descriptor);
        if (!digest.matches(SHA256 + "[0-9a-f]{64}")) {
            throw ImageSource.unusable(steps.source(), "layers that are known by their SHA-256", digest);
        }
        return new Blob(digest.substring(SHA256.length()), Objects.requireNonNullElse(descriptor.getSize(), 0L));
    }

    private static String digest(Descriptor descriptor) {
        return Objects.requireNonNullElse(descriptor.getDigest(), "no digest");
    }

    private void download(Blob blob, Path file) throws UnreachableException {
        Path part = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        ask("downloading the image", () -> {
            try {
                try (InputStream in = registry.fetchBlob(reference.withDigest(SHA256 + blob.sha256()));
                        OutputStream out = Files.newOutputStream(part)) {
                    copy(in, out, part);
                }
                if (!Hashes.of(part).equals(blob.sha256())) {
                    throw ImageSource.unusable(
                            steps.source(), "a layer with the digest " + blob.sha256(), Hashes.of(part));
                }
                return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new OrasException(String.valueOf(e.getMessage()), e);
            } finally {
                deleted(part);
            }
        });
    }

    private static void deleted(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw AtomicFiles.refused("deleting", part, e);
        }
    }

    /** What the disk refuses is not the registry's fault. */
    private static void copy(InputStream in, OutputStream out, Path part) throws IOException {
        byte[] chunk = new byte[1 << 16];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            try {
                out.write(chunk, 0, read);
            } catch (IOException e) {
                throw AtomicFiles.refused("writing the download to", part, e);
            }
        }
    }

    private <T> T ask(String doing, Supplier<T> question) throws UnreachableException {
        try {
            return question.get();
        } catch (OrasException e) {
            Failure.Builder failure = Failure.doing(doing).where(steps.source());
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException(failure.seen("interrupted").build(), e);
            }
            int status = status(e);
            failure.expected("the image " + reference).seen(said(e, status));
            switch (status) {
                case 401, 403 ->
                    throw new BinaryException(
                            failure.hint("the registry asks for a login that may read this image; logins of docker"
                                            + " and podman are used")
                                    .command("docker login " + reference.getRegistry())
                                    .build(),
                            e);
                case 404 ->
                    throw new BinaryException(
                            failure.hint("correct the image's name or its tag").build(), e);
                default ->
                    throw new UnreachableException(
                            failure.hint("check the network, and the name of the registry: " + reference.getRegistry())
                                    .build());
            }
        }
    }

    /** A registry that asks for a name and a password is not understood by the library where it has none to give. */
    private static int status(OrasException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("WWW-Authenticate")) {
                return 401;
            }
        }
        return Objects.requireNonNullElse(e.getStatusCode(), 0);
    }

    private static String said(OrasException e, int status) {
        Throwable cause = e.getCause();
        String words = e.getError() != null && e.getError().message() != null
                ? e.getError().message()
                : cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause + ")";
        return status == 0 ? words : "the registry answered " + status + ": " + words;
    }
}
