/**
 * The plan is a value: a {@link dev.orrery.engine.plan.Layout} follows from the spec and needs no binary, a
 * {@link dev.orrery.engine.plan.ChainPlan} follows from the layout and one chain's binary. Same inputs, same bytes.
 */
@NullMarked
package dev.orrery.engine.plan;

import org.jspecify.annotations.NullMarked;
