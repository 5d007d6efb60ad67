package dev.orrery.backend.kubernetes.internal;

import dev.orrery.backend.kubernetes.internal.objects.Images;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.LaunchPlanner;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.RelayerSpec;
import java.util.ArrayList;
import java.util.List;

/** What a network needs that manifests bring up, and what it cannot have. */
final class Rendered {
    private static final String HANDSHAKE = "handshake";
    private static final String LAUNCH = "launch";

    private Rendered() {}

    /** Whether there is something to do for an owner: a path to open or to relay on, a validator to make, a chain to launch. */
    static boolean isOwned(NetworkSpec spec) {
        return !logs(spec).isEmpty() || spec.chains().stream().anyMatch(chain -> chain.created() > 0);
    }

    /** The logs that the owner keeps for paths. */
    static List<RelayerId> logs(NetworkSpec spec) {
        List<RelayerId> logs = new ArrayList<>();
        for (PathSpec path : spec.paths()) {
            if (path.open() == PathSpec.Opening.HANDSHAKE) {
                logs.add(new RelayerId(path.name(), HANDSHAKE));
            }
            if (path.relayers().stream().anyMatch(relayer -> relayer.kind() == RelayerSpec.Kind.EMBEDDED)) {
                logs.add(new RelayerId(path.name(), RelayerSpec.Kind.EMBEDDED.label()));
            }
        }
        for (ChainSpec chain : spec.chains()) {
            if (chain.isLaunched()) {
                String path = LaunchPlanner.path(chain);
                List.of(LAUNCH, HANDSHAKE, RelayerSpec.Kind.EMBEDDED.label())
                        .forEach(log -> logs.add(new RelayerId(path, log)));
            }
        }
        return logs;
    }

    /** The relayers that are programs. */
    static List<RelayerId> programs(NetworkSpec spec) {
        List<RelayerId> programs = new ArrayList<>();
        for (PathSpec path : spec.paths()) {
            for (int i = 0; i < path.relayers().size(); i++) {
                if (RelayerProgram.of(path.relayers().get(i).kind().label()).isPresent()) {
                    programs.add(new RelayerId(path.name(), path.relayerNames().get(i)));
                }
            }
        }
        return programs;
    }

    /** @throws InvalidInputException if only a process outside can do what the network asks for */
    static void check(NetworkSpec spec, Images images) {
        for (ChainSpec chain : spec.chains()) {
            if (chain.consumer()
                    .filter(it -> it.launch() == ConsumerSpec.Launch.LATER)
                    .isPresent()) {
                throw refused(
                        "chains." + chain.name() + ".consumer.launch",
                        "a consumer that is launched when a test asks for it");
            }
        }
        for (PathSpec path : spec.paths()) {
            for (RelayerSpec relayer : path.relayers()) {
                if (RelayerProgram.of(relayer.kind().label()).isPresent()) {
                    check(path, relayer, images);
                }
            }
        }
    }

    private static void check(PathSpec path, RelayerSpec relayer, Images images) {
        String where = "paths, " + path.name() + ", " + relayer.kind().label();
        if (relayer.backup()) {
            throw refused(where, "a backup that is a program, which somebody has to start when the others have ended");
        }
        if (path.open() == PathSpec.Opening.HANDSHAKE) {
            throw refused(
                    where,
                    "a program on a path that opens by handshakes: it would begin before the path has its names");
        }
        if (!images.haveRelayer(relayer.kind().label())) {
            throw refused(where, "no image of it, neither by kubernetes.registry nor by kubernetes.images");
        }
    }

    private static InvalidInputException refused(String where, String seen) {
        return new InvalidInputException(Failure.doing("writing manifests of a network")
                .where(where)
                .expected("only what the cluster can do by itself, without a process outside")
                .seen(seen)
                .hint("`orrery up --on kubernetes` does it")
                .build());
    }
}
