package dev.orrery.engine.relayers;

/**
 * Which relayer process: {@code paths/hub-zone/hermes}.
 *
 * @param path the name of its path
 * @param relayer what it is called on this path: its kind, with a number where there are several
 */
public record RelayerId(String path, String relayer) {
    /** Where the paths of a network are kept, beside its chains. */
    public static final String PATHS = "paths";

    @Override
    public String toString() {
        return PATHS + "/" + path + "/" + relayer;
    }
}
