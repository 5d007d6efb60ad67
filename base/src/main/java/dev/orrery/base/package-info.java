/** How Orrery fails, waits and writes files: the few things that every other module shares. */
@NullMarked
package dev.orrery.base;

import org.jspecify.annotations.NullMarked;
