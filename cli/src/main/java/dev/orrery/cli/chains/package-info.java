/** {@code orrery chains}: the catalog. */
@NullMarked
package dev.orrery.cli.chains;

import org.jspecify.annotations.NullMarked;
