/** What nodes wait on one another with: stages, leases, barriers, values and events. */
@NullMarked
package dev.orrery.service.internal.coordination;

import org.jspecify.annotations.NullMarked;
