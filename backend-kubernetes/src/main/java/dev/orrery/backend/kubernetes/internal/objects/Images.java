package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.KubernetesSpec;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The images of a network's containers: those that the network file names, and in a registry those that it does not, by what is
 * in them. Thread-safe.
 */
public final class Images {
    /** Where Orrery's own image and those of programs are, for all networks that do not say it themselves. */
    private static final String ORRERY_IMAGE = "ORRERY_IMAGE";

    private static final String REGISTRY = "ORRERY_REGISTRY";
    /** The same for one JVM, as tests set it. */
    private static final String ORRERY_IMAGE_HERE = "orrery.kubernetes.orreryImage";

    private static final String REGISTRY_HERE = "orrery.kubernetes.registry";

    private final String orrery;
    private final Optional<String> registry;
    /** By the name of a chain, {@code chain/companion}, or the kind of a relayer. */
    private final Map<String, String> named;

    private Images(String orrery, Optional<String> registry, Map<String, String> named) {
        this.orrery = orrery;
        this.registry = registry;
        this.named = new ConcurrentHashMap<>(named);
    }

    /** @throws InvalidInputException if the file does not tell all of them */
    public static Images of(NetworkSpec spec) {
        KubernetesSpec given = spec.kubernetes();
        Optional<String> registry = given.registry().or(() -> setting(REGISTRY_HERE, REGISTRY));
        Map<String, String> named = new LinkedHashMap<>(given.images());
        programs(spec).forEach((whose, program) -> {
            if (program instanceof BinarySpec.Image image) {
                named.putIfAbsent(whose, image.reference());
            }
            if (!named.containsKey(whose) && registry.isEmpty()) {
                throw missing(
                        "kubernetes.images." + whose,
                        "the image that has the program of " + whose,
                        "name one that starts the program (ENTRYPOINT), for example made by `orrery image push`; or"
                                + " write `kubernetes: { registry: … }`, and `orrery image push --all` once");
            }
        });
        String orrery = given.orreryImage()
                .or(() -> setting(ORRERY_IMAGE_HERE, ORRERY_IMAGE))
                .orElseThrow(() -> missing(
                        "kubernetes.orreryImage",
                        "Orrery's own image",
                        "write it there, or set " + ORRERY_IMAGE + "; `orrery image push --orrery` makes one"));
        return new Images(orrery, registry, named);
    }

    /** What the pods of nodes run: binaries of chains by their names, and companions. */
    private static Map<String, BinarySpec> programs(NetworkSpec spec) {
        Map<String, BinarySpec> programs = new LinkedHashMap<>();
        for (ChainSpec chain : spec.chains()) {
            programs.put(chain.name(), chain.binary());
            chain.extras()
                    .companions()
                    .forEach(companion ->
                            programs.put(companionKey(chain.name(), companion.name()), companion.binary()));
        }
        return programs;
    }

    private static String companionKey(String chain, String companion) {
        return chain + "/" + companion;
    }

    /** Learns what the programs of companions are, by chain and name, as far as they are found by that. */
    public void learnCompanions(Map<String, Binary> programs) {
        registry.ifPresent(there -> programs.forEach((whose, program) ->
                named.computeIfAbsent(whose, it -> KubernetesSpec.programImage(there, program.sha256()))));
    }

    /** Learns what the binaries of chains are, as far as they are found by that. */
    public void learn(Map<String, BinaryFacts> facts) {
        registry.ifPresent(there -> facts.forEach((chain, known) ->
                named.computeIfAbsent(chain, it -> KubernetesSpec.programImage(there, known.sha256()))));
    }

    /** Orrery's own. */
    String orrery() {
        return orrery;
    }

    /** The image of a chain's binary; empty where that has to be learnt first. */
    public String of(String chain) {
        return named.getOrDefault(chain, "");
    }

    /** The image of a companion's program; empty where that has to be learnt first. */
    String ofCompanion(String chain, String companion) {
        return of(companionKey(chain, companion));
    }

    /** Whether relayers of this kind run in the cluster. */
    public boolean haveRelayer(String kind) {
        return named.containsKey(kind) || registry.isPresent();
    }

    /**
     * The image of a relayer of a kind that runs in the cluster.
     *
     * @param program of this machine, asked for only if the image is found by it
     */
    public String ofRelayer(String kind, Supplier<Path> program) {
        return Optional.ofNullable(named.get(kind))
                .orElseGet(() -> KubernetesSpec.programImage(registry.orElseThrow(), sha256(program.get())));
    }

    private static String sha256(Path program) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(program), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", program, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Optional<String> setting(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(text -> !text.isBlank());
    }

    private static InvalidInputException missing(String where, String expected, String hint) {
        return new InvalidInputException(Failure.doing("looking for the images of the network's containers")
                .where(where)
                .expected(expected)
                .seen("none")
                .hint(hint)
                .build());
    }
}
