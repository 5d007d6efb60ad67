package dev.orrery.binaries;

import java.time.Duration;

/** Hears how a binary is being had. Calls come from the building thread, in order. */
public interface BuildProgress {
    /** Hears nothing. */
    BuildProgress SILENT = (source, step, elapsed) -> {};

    /**
     * Something goes on, for example a module is downloaded or a package compiled.
     *
     * @param source which binary, as in the network file
     * @param step what is being done, in a few words
     * @param elapsed since this binary was asked for
     */
    void onStep(String source, String step, Duration elapsed);
}
