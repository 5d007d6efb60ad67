/** {@code orrery keys}: the accounts whose keys are known. */
@NullMarked
package dev.orrery.cli.keys;

import org.jspecify.annotations.NullMarked;
