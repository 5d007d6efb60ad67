package dev.orrery.base.planted.other;

import dev.orrery.base.planted.Planted;
import org.jspecify.annotations.Nullable;

/** Closes the cycle of {@link Planted}. */
public final class OtherPlanted {
    public @Nullable Planted cycle;
}
