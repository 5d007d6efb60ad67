package dev.orrery.spec;

import java.util.Optional;

/**
 * What relays on a path.
 *
 * @param kind which program it is
 * @param binary where that program comes from; empty for the embedded relayer, and where the default of its kind is meant
 * @param backup whether it waits until the path's other relayers are gone
 */
public record RelayerSpec(Kind kind, Optional<BinarySpec> binary, boolean backup) {
    /** The relayer that a path has where the file says nothing. */
    public static final RelayerSpec EMBEDDED = new RelayerSpec(Kind.EMBEDDED, Optional.empty(), false);

    /** The relayers that Orrery knows. */
    public enum Kind {
        /** Orrery's own, in the process that owns the network. */
        EMBEDDED("embedded"),
        /** Hermes, the relayer in Rust, as a process. */
        HERMES("hermes"),
        /** The relayer in Go ({@code rly}), as a process. */
        RLY("rly");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As files and commands write it: {@code embedded}. */
        public String label() {
            return label;
        }
    }
}
