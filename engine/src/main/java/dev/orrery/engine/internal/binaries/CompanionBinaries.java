package dev.orrery.engine.internal.binaries;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.CompanionSpec;
import dev.orrery.spec.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The programs of companions. */
public final class CompanionBinaries {
    private CompanionBinaries() {}

    /**
     * Has every program of a spec, one after the other; companions with the same source share one.
     *
     * @return each by its chain and its name: {@code hub/oracle}
     */
    public static Map<String, Binary> get(NetworkSpec spec, Binaries source, BuildProgress progress) {
        Map<BinarySpec, Binary> known = new LinkedHashMap<>();
        Map<String, Binary> binaries = new LinkedHashMap<>();
        for (ChainSpec chain : spec.chains()) {
            for (CompanionSpec companion : chain.extras().companions()) {
                binaries.put(
                        chain.name() + "/" + companion.name(),
                        known.computeIfAbsent(companion.binary(), wanted -> source.get(wanted, progress)));
            }
        }
        return binaries;
    }
}
