/** What the launcher runs after a build, so that every command starts fast. */
@NullMarked
package dev.orrery.cli.warmup;

import org.jspecify.annotations.NullMarked;
