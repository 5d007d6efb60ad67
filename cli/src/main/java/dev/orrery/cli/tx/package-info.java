/** {@code orrery tx}: any transaction, from JSON. */
@NullMarked
package dev.orrery.cli.tx;

import org.jspecify.annotations.NullMarked;
