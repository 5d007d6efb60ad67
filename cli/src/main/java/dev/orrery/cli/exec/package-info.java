/** {@code orrery exec}: a chain's binary, beside a node. */
@NullMarked
package dev.orrery.cli.exec;

import org.jspecify.annotations.NullMarked;
