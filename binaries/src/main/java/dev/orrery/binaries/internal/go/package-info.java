/** Binaries of Go modules and folders. */
@NullMarked
package dev.orrery.binaries.internal.go;

import org.jspecify.annotations.NullMarked;
