package dev.orrery.spec;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a chain's genesis is made of besides the changes that are merged into it.
 *
 * @param file the genesis that is used instead of the binary's default; absolute where it was read from a file
 * @param votingPeriod how long governance votes; where the chain has it in its genesis
 * @param inflation the yearly inflation, fixed at this rate: 0.1 is 10 %
 * @param patch operations that are carried out after everything is merged, in their order
 */
public record GenesisEdits(
        Optional<Path> file,
        Optional<Duration> votingPeriod,
        Optional<BigDecimal> inflation,
        List<GenesisOperation> patch) {
    /** Nothing. */
    public static final GenesisEdits NONE =
            new GenesisEdits(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public GenesisEdits {
        patch = List.copyOf(patch);
    }
}
