/** What carries a plan out, behind one small interface; found with {@link java.util.ServiceLoader}. */
@NullMarked
package dev.orrery.engine.backend;

import org.jspecify.annotations.NullMarked;
