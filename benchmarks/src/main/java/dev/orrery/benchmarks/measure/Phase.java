package dev.orrery.benchmarks.measure;

/** Where the time of an {@code up} goes; each ends when the last chain or node has left it. */
public enum Phase {
    LAUNCH("launcher, JVM, reading the file"),
    BINARIES("folder, binaries and their facts"),
    LAYOUT("ports, keys, layout"),
    INIT_CHAIN("init-chain: genesis, gentxs"),
    INIT_NODE("init-node: homes"),
    FIRST_BLOCK("start until block 1 everywhere"),
    PATHS("light clients and channels seen open"),
    PUBLISH("description, said to be ready"),
    AFTER("returned to the caller");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
