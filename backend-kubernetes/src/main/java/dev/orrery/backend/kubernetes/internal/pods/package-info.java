/** A network's pods while they run: what becomes of them, what their containers say, and what hangs. */
@NullMarked
package dev.orrery.backend.kubernetes.internal.pods;

import org.jspecify.annotations.NullMarked;
