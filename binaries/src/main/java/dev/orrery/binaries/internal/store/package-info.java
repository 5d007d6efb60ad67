/** What is kept of binaries: by content, made once whoever asks, and what each says of itself. */
@NullMarked
package dev.orrery.binaries.internal.store;

import org.jspecify.annotations.NullMarked;
