package dev.orrery.engine;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.Renderer;
import dev.orrery.engine.internal.Backends;
import dev.orrery.engine.internal.NetworkStart;
import dev.orrery.engine.internal.Rendering;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.binaries.CompanionBinaries;
import dev.orrery.engine.internal.binaries.RelayerBinaries;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The way in: brings networks up, finds those that run, and writes plans without starting anything. */
public final class Orrery {
    private Orrery() {}

    /**
     * Brings a network up and returns when it is ready: every node has seen its first block, every light client is Active,
     * and every channel is open. The calling process owns the network: it is gone at the latest when the process is.
     *
     * <p>Nothing is left behind when it fails, unless {@link UpOptions#keepFolder} asks for it.
     *
     * @throws dev.orrery.base.BinaryException if a chain binary cannot be had
     * @throws dev.orrery.base.NetworkStateException if a network runs in this folder already
     * @throws dev.orrery.base.StageException if a node's stage fails, for example because its process exits
     * @throws dev.orrery.base.DeadlineExceededException if the network is not ready in time
     * @throws dev.orrery.base.HostException if this machine refuses something: a port, the disk
     * @throws dev.orrery.base.CancelledException if the calling thread is interrupted
     */
    public static RunningNetwork up(NetworkSpec spec, UpOptions options) {
        return new NetworkStart(spec, options, new Binaries(OrreryCache.standard())).run();
    }

    /**
     * The network that lives in this folder, whoever owns it; also one whose owner died.
     *
     * @param folder the network's own folder, as {@link #folderOf} gives it
     * @param backend the name of the backend that carries it out
     */
    public static Optional<FoundNetwork> find(Path folder, String backend) {
        Path absolute = folder.toAbsolutePath().normalize();
        return Backends.named(backend)
                .find(new NetworkPlace(
                        Objects.requireNonNull(absolute.getFileName()).toString(), absolute));
    }

    /** The network that lives in this folder, whatever backend carries it out. */
    public static Optional<FoundNetwork> find(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        NetworkPlace place =
                new NetworkPlace(Objects.requireNonNull(absolute.getFileName()).toString(), absolute);
        return Backends.all().stream()
                .flatMap(backend -> backend.find(place).stream())
                .findFirst();
    }

    /**
     * A network that has no folder on this machine: somebody else started it, elsewhere.
     *
     * @param backend the name of the backend that carries it out: {@code kubernetes}
     * @param where what the backend calls a place: {@code NAMESPACE} or {@code NAMESPACE@CONTEXT} of a cluster
     * @throws dev.orrery.base.NetworkStateException if there is none
     * @throws dev.orrery.base.InvalidInputException if networks of this backend are found by their folders alone
     */
    public static FoundNetwork findElsewhere(String backend, String where) {
        return Backends.elsewhere(backend, where);
    }

    /** The folder of the network that a file describes: {@code .orrery/<name>} beside it. */
    public static Path folderOf(NetworkSpec spec, Path file) {
        Path beside = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        return beside.resolve(".orrery").resolve(spec.name());
    }

    /**
     * Writes the plan as files, as the homes would hold them, and starts nothing. Genesis time and ports are fixed, so the
     * same spec and binaries give the same bytes.
     *
     * @param out where to: {@code <out>/<chain>/<node>/config/…}, {@code <out>/paths/<path>/<relayer>/…}
     * @param progress hears of binaries that are built on the way
     */
    public static void render(NetworkSpec spec, Path out, BuildProgress progress) {
        Rendering.write(
                spec, ChainBinaries.get(spec, new Binaries(OrreryCache.standard()), progress, chain -> {}), out);
    }

    /**
     * Writes a network as files that other tools carry out, and starts nothing: manifests for {@code kubectl apply -k}.
     *
     * @param backend the name of the backend that they are of: {@code kubernetes}
     * @param genesisTime the time in all genesis files; light clients are as old as that
     * @param out where to
     * @param progress hears of binaries that are built on the way
     * @throws dev.orrery.base.InvalidInputException if this backend writes none
     */
    public static void render(NetworkSpec spec, String backend, Instant genesisTime, Path out, BuildProgress progress) {
        Renderer renderer = Backends.renderer(backend, spec);
        Binaries source = new Binaries(OrreryCache.standard());
        ChainBinaries binaries = ChainBinaries.get(spec, source, progress, chain -> {});
        renderer.companions(CompanionBinaries.get(spec, source, progress));
        Rendering.write(
                spec, binaries, backend, renderer, genesisTime, () -> RelayerBinaries.get(spec, source, progress), out);
    }

    /**
     * Has every binary of a network, those of its relayers too, and what the chains' binaries say of themselves, so that its
     * next start needs to build and to download nothing.
     *
     * @param progress hears of what is built or downloaded on the way
     * @return the binaries by chain, then by {@code path/relayer} and by {@code chain/companion}
     */
    public static Map<String, Binary> binaries(NetworkSpec spec, BuildProgress progress) {
        Binaries source = new Binaries(OrreryCache.standard());
        Map<String, Binary> all = new LinkedHashMap<>();
        ChainBinaries chains = ChainBinaries.get(spec, source, progress, chain -> {});
        spec.chains().forEach(chain -> all.put(chain.name(), chains.binary(chain.name())));
        all.putAll(RelayerBinaries.get(spec, source, progress).byName());
        all.putAll(CompanionBinaries.get(spec, source, progress));
        return all;
    }
}
