package dev.orrery.engine.internal.paths;

import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;

/** What a path consists of on its two chains, as genesis or the handshakes have it. */
public record PathIds(PathEnd.Open a, PathEnd.Open b) {
    /** A path that is open at genesis. */
    public static PathIds atGenesis(PathLayout path) {
        return new PathIds(path.a().open().orElseThrow(), path.b().open().orElseThrow());
    }
}
