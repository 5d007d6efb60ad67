/** Consumer chains: launched through their provider, and awaited until it has told them their validators. */
@NullMarked
package dev.orrery.engine.internal.consumers;

import org.jspecify.annotations.NullMarked;
