package dev.orrery.binaries;

import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.cargo.CrateSource;
import dev.orrery.binaries.internal.download.DownloadSource;
import dev.orrery.binaries.internal.git.GitSource;
import dev.orrery.binaries.internal.go.GoFolderSource;
import dev.orrery.binaries.internal.go.GoModuleSource;
import dev.orrery.binaries.internal.image.ImageSource;
import dev.orrery.binaries.internal.programs.ExecutableFile;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.BinaryStore;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.FactsStore;
import dev.orrery.binaries.internal.store.HashMemory;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.StoredBinaries;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gets binaries of chains and relayers, and what those of chains say of themselves. What is costly is kept in the cache and made once, whichever
 * threads and processes ask for it. Safe for use by several threads.
 */
public final class Binaries {
    private final Machine machine;
    private final HashMemory hashes;
    private final GoModuleSource modules;
    private final GoFolderSource folders;
    private final CrateSource crates;
    private final DownloadSource downloads;
    private final GitSource repositories;
    private final ImageSource images;
    private final FactsStore facts;
    private final StoredBinaries stored;

    /** Works with the given cache. Nothing is read or written yet. */
    public Binaries(OrreryCache cache) {
        this(cache, Machine.current(), Tools.ofThisMachine());
    }

    Binaries(OrreryCache cache, Machine machine, Tools tools) {
        this.machine = machine;
        CacheLayout layout = new CacheLayout(cache);
        this.hashes = new HashMemory(layout);
        BinaryStore store = new BinaryStore(layout, hashes);
        this.modules = new GoModuleSource(layout, store, hashes, machine, tools.go());
        this.folders = new GoFolderSource(layout, store, hashes, tools.go());
        this.crates = new CrateSource(layout, store, hashes, machine, tools.cargo());
        this.downloads = new DownloadSource(layout, store, hashes, machine);
        this.repositories = new GitSource(layout, store, hashes, machine, tools.git());
        this.images = new ImageSource(layout, store, machine, tools.logins());
        this.facts = new FactsStore(layout);
        this.stored = new StoredBinaries(layout);
    }

    /**
     * Gets a binary, building it if need be; that may take minutes.
     *
     * <p>{@code path:} is checked to be a program for this machine. {@code go:} with a module is built once per exact
     * version; {@code latest} and branches are looked up each time, and mean what they meant last when the network cannot
     * be reached. {@code go:} with a folder is built whenever its sources changed. {@code crate:} is built once; a build that
     * was ended half-way goes on where it was. {@code url:} is downloaded once, goes on where it was when it was cut, and must have the
     * checksum that was given. {@code git:} is built once for each commit, {@code image:} read once for each digest; tags and
     * branches are looked up each time, and mean what they meant last when nobody answers.
     *
     * @param progress hears what goes on, on the calling thread
     * @throws BinaryException if it cannot be had; the failure says what to do
     * @throws DeadlineExceededException if a download or a build, here or in another process, takes more than an hour, or
     *     that of a crate more than three
     * @throws CancelledException if the thread is interrupted; what was started is ended first
     * @throws HostException if the cache cannot be written, or the disk is full
     */
    public Binary get(BinarySpec spec, BuildProgress progress) {
        Steps steps = new Steps(spec.describe(), progress);
        try {
            return switch (spec) {
                case BinarySpec.Executable executable -> executable(executable.path(), steps.source());
                case BinarySpec.GoModule module -> modules.get(module, steps);
                case BinarySpec.GoFolder folder -> folders.get(folder, steps);
                case BinarySpec.Crate crate -> crates.get(crate, steps);
                case BinarySpec.Download download -> downloads.get(download, steps);
                case BinarySpec.Git git -> repositories.get(git, steps);
                case BinarySpec.Image image -> images.get(image, steps);
            };
        } catch (IOException e) {
            throw refused("getting the binary", spec.describe(), e);
        }
    }

    /** Gets several binaries one after the other, equal ones once, by their specs in the given order. */
    public Map<BinarySpec, Binary> getAll(Collection<? extends BinarySpec> specs, BuildProgress progress) {
        Map<BinarySpec, Binary> binaries = new LinkedHashMap<>();
        for (BinarySpec spec : specs) {
            if (!binaries.containsKey(spec)) {
                binaries.put(spec, get(spec, progress));
            }
        }
        return binaries;
    }

    /**
     * What a binary says of itself: asked once per content, kept in the cache; of scripts, which may start anything, each
     * time.
     *
     * @param progress hears what goes on, on the calling thread
     * @throws BinaryException if the binary fails; with its own last lines
     * @throws DeadlineExceededException if it does not answer within 60 s
     * @throws CancelledException if the thread is interrupted
     * @throws HostException if the cache cannot be written, or the disk is full
     */
    public BinaryFacts facts(Binary binary, BuildProgress progress) {
        try {
            return facts.of(binary, new Steps(binary.source(), progress));
        } catch (IOException e) {
            throw refused("asking the binary for its defaults", binary.source(), e);
        }
    }

    /**
     * The programs that are in the cache, the one that was used last first.
     *
     * @throws HostException if the cache cannot be read
     */
    public List<StoredBinary> stored() {
        try {
            return stored.list();
        } catch (IOException e) {
            throw refused("listing the binaries", "the cache", e);
        }
    }

    /**
     * Deletes the programs that nobody asked for in the given time, and what is known of them, but none that a process runs
     * from. They are made again when they are needed.
     *
     * @return what was deleted
     * @throws HostException if the cache cannot be written
     */
    public List<StoredBinary> prune(Duration unusedFor) {
        try {
            return stored.prune(unusedFor);
        } catch (IOException e) {
            throw refused("deleting binaries", "the cache", e);
        }
    }

    private Binary executable(Path path, String source) throws IOException {
        Path file = path.toAbsolutePath().normalize();
        ExecutableFile.check(file, source, machine);
        return new Binary(file, hashes.sha256(file), source);
    }

    private static HostException refused(String doing, String source, IOException e) {
        Failure.Builder failure =
                Failure.doing(doing).where(source).seen(e.getClass().getSimpleName() + ": " + e.getMessage());
        failure.hint(
                String.valueOf(e.getMessage()).contains("No space left")
                        ? "free some space on the disk that holds the cache"
                        : "check that this user may read and write there");
        return new HostException(failure.build(), e);
    }
}
