/** One cluster as it is asked: with whose credentials, in which namespace, through which forwarded ports. */
@NullMarked
package dev.orrery.backend.kubernetes.internal.cluster;

import org.jspecify.annotations.NullMarked;
