/** How a user is told what went wrong: one shape, as text or as JSON. */
@NullMarked
package dev.orrery.cli.errors;

import org.jspecify.annotations.NullMarked;
