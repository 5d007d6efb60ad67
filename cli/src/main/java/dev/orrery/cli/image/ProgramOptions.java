package dev.orrery.cli.image;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.cli.Main;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.cli.up.PlainUpView;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.images.ImageBase;
import dev.orrery.images.ImageBuilder;
import dev.orrery.images.ImagePlan;
import dev.orrery.images.ImageTarget;
import dev.orrery.images.OrreryImage;
import dev.orrery.images.PackedImage;
import dev.orrery.images.ProgramImage;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.CompanionSpec;
import dev.orrery.spec.KubernetesSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.RelayerSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which program is packed, and upon what. */
final class ProgramOptions {
    @Mixin
    final Shared shared = new Shared();

    @Option(
            names = "--chain",
            paramLabel = "CHAIN",
            description =
                    "Whose program: the chain's name in the network file. May be left out if all chains run the same.")
    private @Nullable String chain;

    @Option(names = "--program", paramLabel = "FILE", description = "Pack this program; no network file is read.")
    private @Nullable Path program;

    @Option(
            names = "--base",
            paramLabel = "IMAGE|FILE",
            description = "Lay it upon this image: a name in a registry, or a tar of `docker save`. Chains need none.")
    private @Nullable String base;

    @Option(names = "--orrery", description = "Pack Orrery itself; with --base upon an image that has Java.")
    private boolean orrery;

    /** Packs the program, brings the image to its target, and prints what came of it. */
    void pack(ImageTarget target, Terminal terminal) {
        inFolder(work -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ImagePlan plan = plan(work, json, terminal);
            PackedImage image = new ImageBuilder(cache()).build(plan, target);
            if (shared.json) {
                terminal.json(json.put("reference", image.reference())
                        .put("digest", image.digest())
                        .put("pinned", image.pinned()));
            } else {
                terminal.out().println(image.pinned());
            }
        });
    }

    /**
     * Packs every program of the network file, and prints the names of their images.
     *
     * @param registry empty: the network file's
     * @param target of an image of this name
     */
    void packAll(Optional<String> registry, Function<String, ImageTarget> target, Terminal terminal) {
        NetworkSpec spec = SpecReader.read(NetworkPlaces.file(shared.network));
        String where = registry.or(() -> spec.kubernetes().registry())
                .or(() -> Optional.ofNullable(System.getenv("ORRERY_REGISTRY")))
                .orElseThrow(() -> new InvalidInputException(Failure.doing("choosing the registry")
                        .expected("its name, as in `orrery image push --all registry.example.com/chains`")
                        .seen("none, here or as kubernetes.registry of " + shared.network)
                        .build()));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        ImageBuilder builder = new ImageBuilder(cache());
        for (Binary binary : programs(spec, terminal)) {
            inFolder(work -> {
                PackedImage image = builder.build(
                        ProgramImage.of(binary, upon(), work),
                        target.apply(KubernetesSpec.programImage(where, binary.sha256())));
                if (shared.json) {
                    json.addObject()
                            .put("binary", binary.source())
                            .put("reference", image.reference())
                            .put("digest", image.digest())
                            .put("pinned", image.pinned());
                } else {
                    terminal.out().println(image.pinned());
                }
            });
        }
        if (shared.json) {
            terminal.json(json);
        }
    }

    private List<Binary> programs(NetworkSpec spec, Terminal terminal) {
        Binaries source = new Binaries(OrreryCache.standard());
        Map<String, Binary> programs = new LinkedHashMap<>();
        Stream.concat(
                        spec.chains().stream()
                                .flatMap(ProgramOptions::programs)
                                .filter(wanted -> !(wanted instanceof BinarySpec.Image)),
                        spec.paths().stream()
                                .flatMap(path -> path.relayers().stream())
                                .flatMap(relayer -> program(relayer).stream()))
                .distinct()
                .map(wanted -> source.get(wanted, progress(terminal)))
                .forEach(binary -> programs.put(binary.sha256(), binary));
        return List.copyOf(programs.values());
    }

    private static Stream<BinarySpec> programs(ChainSpec chain) {
        return Stream.concat(
                Stream.of(chain.binary()), chain.extras().companions().stream().map(CompanionSpec::binary));
    }

    /** Where the program of a relayer comes from; empty for the one that is embedded. */
    private static Optional<BinarySpec> program(RelayerSpec relayer) {
        return RelayerProgram.of(relayer.kind().label())
                .flatMap(program -> relayer.binary().or(program::defaultBinary));
    }

    private static void inFolder(Consumer<Path> action) {
        Path work = null;
        try {
            work = Files.createTempDirectory("orrery-image");
            action.accept(work);
        } catch (IOException e) {
            throw AtomicFiles.refused("making a folder for temporary files", Path.of("/tmp"), e);
        } finally {
            if (work != null) {
                AtomicFiles.deleteTree(work);
            }
        }
    }

    private Optional<ImageBase> upon() {
        return Optional.ofNullable(base).filter(text -> !text.isBlank()).map(ImageBase::of);
    }

    private ImagePlan plan(Path work, ObjectNode json, Terminal terminal) {
        if (orrery) {
            return OrreryImage.of(ownJar(), upon(), cache(), work);
        }
        Binary binary = new Binaries(OrreryCache.standard()).get(source(), progress(terminal));
        json.put("binary", binary.source()).put("sha256", binary.sha256());
        return ProgramImage.of(binary, upon(), work);
    }

    private static Path cache() {
        return OrreryCache.standard().images();
    }

    private static Path ownJar() {
        return Path.of(URI.create(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private BinarySpec source() {
        if (program != null) {
            return new BinarySpec.Executable(program.toAbsolutePath().normalize());
        }
        NetworkSpec spec = SpecReader.read(NetworkPlaces.file(shared.network));
        List<String> names = spec.chains().stream().map(ChainSpec::name).toList();
        if (chain != null) {
            return chain(spec, chain, names);
        }
        List<BinarySpec> sources =
                spec.chains().stream().map(ChainSpec::binary).distinct().toList();
        if (sources.size() == 1) {
            return sources.getFirst();
        }
        throw new InvalidInputException(Failure.doing("choosing the program")
                .where(shared.network.toString())
                .expected("one program")
                .seen("chains with different ones: " + String.join(", ", names))
                .hint("say whose with --chain")
                .build());
    }

    private BinarySpec chain(NetworkSpec spec, String wanted, List<String> names) {
        return spec.chain(wanted)
                .map(ChainSpec::binary)
                .orElseThrow(() -> new InvalidInputException(Failure.doing("looking for the chain " + wanted)
                        .where(shared.network.toString())
                        .expected("one of " + String.join(", ", names))
                        .seen(wanted)
                        .hint(NearMiss.of(wanted, names)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("name one of them"))
                        .build()));
    }

    private BuildProgress progress(Terminal terminal) {
        if (shared.json) {
            return BuildProgress.SILENT;
        }
        PlainUpView view = new PlainUpView(terminal);
        return (source, step, elapsed) -> view.on(new UpEvent.BinaryStep(elapsed, source, step, elapsed));
    }
}
