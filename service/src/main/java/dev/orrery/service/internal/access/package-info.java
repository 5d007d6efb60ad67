/**
 * Who asks, and what they may do.
 */
@NullMarked
package dev.orrery.service.internal.access;

import org.jspecify.annotations.NullMarked;
