/**
 * Routes, errors and limits: what every request goes through.
 */
@NullMarked
package dev.orrery.service.internal.http;

import org.jspecify.annotations.NullMarked;
