package dev.orrery.engine;

import java.util.Arrays;
import java.util.Optional;

/** The named steps of a node's life, in their order. */
public enum Stage {
    /** Once for a chain, on its first validator: makes genesis.json and the keys of all its validators. */
    INIT_CHAIN("init-chain"),
    /** On every node: fetches what is its own and sets up its home. */
    INIT_NODE("init-node"),
    /** On every node: {@code binaryd start} and nothing else. */
    START("start"),
    /** After start: makes a validator of a node that is none at genesis. */
    CREATE_VALIDATOR("create-validator");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** The name that users see and type: {@code init-chain}. */
    public String label() {
        return label;
    }

    /** The stage of this name. */
    public static Optional<Stage> of(String label) {
        return Arrays.stream(values())
                .filter(stage -> stage.label.equals(label))
                .findFirst();
    }

    @Override
    public String toString() {
        return label;
    }
}
