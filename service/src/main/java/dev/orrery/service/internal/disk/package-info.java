/** Writing so that it lasts. */
@NullMarked
package dev.orrery.service.internal.disk;

import org.jspecify.annotations.NullMarked;
