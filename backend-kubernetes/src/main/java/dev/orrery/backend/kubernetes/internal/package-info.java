/** How networks run as pods: for the backend alone. */
@NullMarked
package dev.orrery.backend.kubernetes.internal;

import org.jspecify.annotations.NullMarked;
