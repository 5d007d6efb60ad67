/** How the plan is computed; not for users. */
@NullMarked
package dev.orrery.engine.plan.internal;

import org.jspecify.annotations.NullMarked;
