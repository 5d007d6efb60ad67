/** How a network is brought up; not for users. */
@NullMarked
package dev.orrery.engine.internal;

import org.jspecify.annotations.NullMarked;
