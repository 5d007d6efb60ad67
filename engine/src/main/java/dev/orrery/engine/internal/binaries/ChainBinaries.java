package dev.orrery.engine.internal.binaries;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
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

    /** Those of chains whose nodes run elsewhere, of which only what they say of themselves is here. */
    public static ChainBinaries elsewhere(NetworkSpec spec, Map<String, BinaryFacts> facts) {
        Map<String, Binary> binaries = new LinkedHashMap<>();
        for (ChainSpec chain : spec.chains()) {
            binaries.put(
                    chain.name(),
                    new Binary(
                            Path.of(""),
                            Objects.requireNonNull(facts.get(chain.name())).sha256(),
                            chain.binary().describe()));
        }
        return new ChainBinaries(binaries, facts);
    }

    public Binary binary(String chain) {
        return Objects.requireNonNull(binaries.get(chain));
    }

    /** The prefixes of account addresses that the binaries tell, by chain. */
    public Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        facts.forEach((chain, known) -> {
            if (!known.prefix().isEmpty()) {
                prefixes.put(chain, known.prefix());
            }
        });
        return prefixes;
    }

    public BinaryFacts factsOf(String chain) {
        return Objects.requireNonNull(facts.get(chain));
    }
}
