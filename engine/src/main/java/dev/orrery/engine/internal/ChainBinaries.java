package dev.orrery.engine.internal;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The binary of each chain and what it says of itself, by chain name. */
public record ChainBinaries(Map<String, Binary> binaries, Map<String, BinaryFacts> facts) {
    public ChainBinaries {
        binaries = Map.copyOf(binaries);
        facts = Map.copyOf(facts);
    }

    /** Has every binary of a spec, one after the other; chains with the same source share one. */
    public static ChainBinaries get(
            NetworkSpec spec, Binaries source, BuildProgress progress, Consumer<ChainSpec> onReady) {
        Map<String, Binary> binaries = new LinkedHashMap<>();
        Map<String, BinaryFacts> facts = new LinkedHashMap<>();
        Map<String, BinaryFacts> asked = new LinkedHashMap<>();
        for (ChainSpec chain : spec.chains()) {
            Binary binary = source.get(chain.binary(), progress);
            binaries.put(chain.name(), binary);
            BinaryFacts own = asked.computeIfAbsent(binary.sha256(), sha -> source.facts(binary, progress));
            facts.put(chain.name(), OwnGenesis.in(own, chain));
            onReady.accept(chain);
        }
        return new ChainBinaries(binaries, facts);
    }

    public Binary binary(String chain) {
        return Objects.requireNonNull(binaries.get(chain));
    }

    public BinaryFacts factsOf(String chain) {
        return Objects.requireNonNull(facts.get(chain));
    }
}
