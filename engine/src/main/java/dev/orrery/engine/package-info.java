/** How a spec becomes a running network: plan it, carry its stages out, wait until it is ready. */
@NullMarked
package dev.orrery.engine;

import org.jspecify.annotations.NullMarked;
