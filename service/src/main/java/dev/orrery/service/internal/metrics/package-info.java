/** Numbers for Prometheus. */
@NullMarked
package dev.orrery.service.internal.metrics;

import org.jspecify.annotations.NullMarked;
