package dev.orrery.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.UserCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds images from their plans, and pushes them or writes them to files, by Jib: without Docker, and without rights. Layers
 * are kept in a cache, so the same ones are packed once. Safe for use by several threads.
 */
public final class ImageBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ImageBuilder.class);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    private final Path cache;
    private final List<Path> logins;

    /** @param cache a folder for layers; everything in it may be deleted at any time */
    public ImageBuilder(Path cache) {
        this(cache, RegistryLogins.files(System.getenv(), UserCache.home()));
    }

    ImageBuilder(Path cache, List<Path> logins) {
        this.cache = cache;
        this.logins = List.copyOf(logins);
    }

    /**
     * Builds an image and brings it where it is wanted. A tar file is whole or absent; a registry has the tag only when it has
     * all of the image.
     *
     * @throws InvalidInputException if a reference is none
     * @throws BinaryException if a registry refuses or does not answer, or if the base can't be read
     * @throws CancelledException if the thread is interrupted
     * @throws HostException if the cache or the tar file can't be written
     */
    public PackedImage build(ImagePlan plan, ImageTarget target) {
        Optional<Path> unfinished = Optional.empty();
        try {
            JibContainerBuilder image = image(plan);
            Containerizer to;
            switch (target) {
                case ImageTarget.Tar tar -> {
                    Path part = tar.file().resolveSibling(tar.file().getFileName() + ".part");
                    unfinished = Optional.of(part);
                    Path folder = part.toAbsolutePath().getParent();
                    if (folder != null) {
                        AtomicFiles.folder(folder);
                    }
                    to = Containerizer.to(TarImage.at(part).named(reference(tar.reference())));
                }
                case ImageTarget.Registry registry ->
                    to = Containerizer.to(registry(registry.reference(), registry.login()))
                            .setAllowInsecureRegistries(registry.insecure());
            }
            if (loopback(plan, target)) {
                to.setAllowInsecureRegistries(true);
            }
            JibContainer built = image.containerize(to.setToolName("orrery")
                    .setBaseImageLayersCache(AtomicFiles.folder(cache.resolve("bases")))
                    .setApplicationLayersCache(AtomicFiles.folder(cache.resolve("layers")))
                    .addEventHandler(LogEvent.class, ImageBuilder::log));
            if (target instanceof ImageTarget.Tar tar) {
                Files.move(unfinished.orElseThrow(), tar.file(), StandardCopyOption.ATOMIC_MOVE);
            }
            return new PackedImage(target.reference(), built.getDigest().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    ImageFailures.doing(target).seen("interrupted").build(), e);
        } catch (IOException e) {
            throw new ImageFailures(plan, target).of(e);
        } catch (RegistryException | CacheDirectoryCreationException e) {
            throw new ImageFailures(plan, target).of(e);
        } catch (ExecutionException e) {
            throw new ImageFailures(plan, target).of(e.getCause() == null ? e : e.getCause());
        } finally {
            unfinished.ifPresent(ImageBuilder::delete);
        }
    }

    private JibContainerBuilder image(ImagePlan plan) throws IOException {
        JibContainerBuilder image = plan.base().isEmpty()
                ? Jib.fromScratch()
                : switch (plan.base().get()) {
                    case ImageBase.Tar tar -> Jib.from(TarImage.at(tar.file()));
                    case ImageBase.Registry registry -> Jib.from(registry(registry.reference(), Optional.empty()));
                };
        for (ImagePlan.Layer layer : plan.layers()) {
            FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.name());
            for (ImagePlan.Entry entry : layer.entries()) {
                entries.addEntry(
                        entry.source(),
                        AbsoluteUnixPath.get(entry.path()),
                        FilePermissions.fromOctalString(Integer.toOctalString(entry.mode())));
            }
            image.addFileEntriesLayer(entries.build());
        }
        plan.environment().forEach(image::addEnvironmentVariable);
        plan.labels().forEach(image::addLabel);
        return image.setEntrypoint(plan.entrypoint())
                .setUser(plan.user())
                .setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(plan.architecture(), "linux")));
    }

    /** Registries on the loopback address are spoken to without TLS, as Docker does it. */
    private static boolean loopback(ImagePlan plan, ImageTarget target) {
        return Stream.concat(
                        target instanceof ImageTarget.Registry registry
                                ? Stream.of(registry.reference())
                                : Stream.empty(),
                        plan.base().stream()
                                .filter(ImageBase.Registry.class::isInstance)
                                .map(Object::toString))
                .map(name -> reference(name).getRegistry().replaceFirst(":[0-9]+$", ""))
                .allMatch(LOOPBACK::contains);
    }

    private RegistryImage registry(String text, Optional<RegistryLogin> login) {
        ImageReference reference = reference(text);
        RegistryImage image = RegistryImage.named(reference);
        if (login.isPresent()) {
            return image.addCredential(login.get().user(), login.get().password());
        }
        CredentialRetrieverFactory retrievers = CredentialRetrieverFactory.forImage(reference, ImageBuilder::log);
        logins.forEach(file -> image.addCredentialRetriever(retrievers.dockerConfig(file)));
        return image;
    }

    static ImageReference reference(String text) {
        try {
            return ImageReference.parse(text);
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(Failure.doing("reading the name of an image")
                    .expected("HOST/NAME:TAG, in lower case, for example registry.example.com/chains/hub:v1")
                    .seen(text)
                    .build());
        }
    }

    private static void log(LogEvent event) {
        LOG.debug("{}: {}", event.getLevel(), event.getMessage());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} is left", file, e);
        }
    }
}
