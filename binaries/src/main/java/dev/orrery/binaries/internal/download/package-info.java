/** Binaries from URLs, as they are or in archives. */
@NullMarked
package dev.orrery.binaries.internal.download;

import org.jspecify.annotations.NullMarked;
