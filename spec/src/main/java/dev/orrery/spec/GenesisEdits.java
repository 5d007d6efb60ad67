package dev.orrery.spec;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a chain's genesis is made of besides the changes that are merged into it.
 *
 * @param file the genesis that is used instead of the binary's default; absolute where it was read from a file
 * @param votingPeriod how long governance votes; where the chain has it in its genesis
 * @param inflation the yearly inflation, fixed at this rate: 0.1 is 10 %
 * @param epochs how long the epochs of these names are (x/epochs)
 * @param metadata what people call the chain's denoms
 * @param balances what addresses hold whose keys others have, besides the accounts of the chain
 * @param patch operations that are carried out after everything is merged, in their order
 */
public record GenesisEdits(
        Optional<Path> file,
        Optional<Duration> votingPeriod,
        Optional<BigDecimal> inflation,
        Map<String, Duration> epochs,
        List<DenomMetadata> metadata,
        List<Balance> balances,
        List<GenesisOperation> patch) {
    /** Nothing. */
    public static final GenesisEdits NONE = new GenesisEdits(
            Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of(), List.of(), List.of());

    /** What an address holds. */
    public record Balance(String address, List<CoinSpec> coins) {
        public Balance {
            coins = List.copyOf(coins);
        }
    }

    public GenesisEdits {
        epochs = Collections.unmodifiableMap(new LinkedHashMap<>(epochs));
        metadata = List.copyOf(metadata);
        balances = List.copyOf(balances);
        patch = List.copyOf(patch);
    }
}
