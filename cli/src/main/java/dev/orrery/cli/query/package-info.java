/** {@code orrery query}: any query, and what a chain can be asked. */
@NullMarked
package dev.orrery.cli.query;

import org.jspecify.annotations.NullMarked;
