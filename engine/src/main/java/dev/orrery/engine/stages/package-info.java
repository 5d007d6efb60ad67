/**
 * What the stages of a node's life do, whoever carries them out: what {@code init-chain} leaves for the nodes of its
 * chain, what {@code init-node} makes of it, and what both write to their logs.
 */
@NullMarked
package dev.orrery.engine.stages;

import org.jspecify.annotations.NullMarked;
