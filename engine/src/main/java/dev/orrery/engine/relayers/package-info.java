/**
 * The relayers that run as processes of their own: what each is told of its path, in its own format of configuration, and
 * how it is started. Pure: nothing is written or run here.
 */
@NullMarked
package dev.orrery.engine.relayers;

import org.jspecify.annotations.NullMarked;
