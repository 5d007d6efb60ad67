/**
 * {@code orrery files}.
 */
@NullMarked
package dev.orrery.cli.files;

import org.jspecify.annotations.NullMarked;
