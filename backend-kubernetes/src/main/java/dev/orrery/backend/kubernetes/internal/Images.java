package dev.orrery.backend.kubernetes.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The images of a network's containers.
 *
 * @param orrery Orrery's own
 * @param chains those with the binaries of chains, by chain name
 */
record Images(String orrery, Map<String, String> chains) {
    /** Where Orrery's own image is, for all networks that do not say it themselves. */
    private static final String ORRERY_IMAGE = "ORRERY_IMAGE";

    Images {
        chains = Map.copyOf(chains);
    }

    /** @throws InvalidInputException if the file does not tell all of them */
    static Images of(NetworkSpec spec) {
        Map<String, String> chains = new LinkedHashMap<>();
        spec.chains().forEach(chain -> chains.put(chain.name(), image(spec, chain)));
        return new Images(
                spec.kubernetes()
                        .orreryImage()
                        .or(() -> Optional.ofNullable(System.getenv(ORRERY_IMAGE)))
                        .orElseThrow(() -> missing(
                                "kubernetes.orreryImage",
                                "Orrery's own image",
                                "write it there, or set " + ORRERY_IMAGE + "; `mvn -Pimage` builds one")),
                chains);
    }

    String of(String chain) {
        return Objects.requireNonNull(chains.get(chain), chain);
    }

    private static String image(NetworkSpec spec, ChainSpec chain) {
        String given = spec.kubernetes().images().get(chain.name());
        if (given != null) {
            return given;
        }
        if (chain.binary() instanceof BinarySpec.Image image) {
            return image.reference();
        }
        throw missing(
                "kubernetes.images." + chain.name(),
                "the image that has the binary of " + chain.name(),
                "name one that starts the binary (ENTRYPOINT), for example made by `orrery image push`");
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
