/** Networks as processes of this machine, without Docker: the backend {@code process}. */
@NullMarked
package dev.orrery.backend.process;

import org.jspecify.annotations.NullMarked;
