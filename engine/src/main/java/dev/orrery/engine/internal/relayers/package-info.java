/** The relayers of paths that are processes: started, awaited, and followed by their backups. */
@NullMarked
package dev.orrery.engine.internal.relayers;

import org.jspecify.annotations.NullMarked;
