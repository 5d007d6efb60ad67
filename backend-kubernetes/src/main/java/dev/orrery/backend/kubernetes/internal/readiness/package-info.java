/** Whether a node is in sync and its blocks go on, told as its pod's readiness. */
@NullMarked
package dev.orrery.backend.kubernetes.internal.readiness;

import org.jspecify.annotations.NullMarked;
