/**
 * What the usual modules of Cosmos chains can be told and asked: messages as static factories, so that several go into one
 * transaction, and queries that answer with records. {@link dev.orrery.client.modules.CosmosModules} has one accessor for each.
 */
@NullMarked
package dev.orrery.client.modules;

import org.jspecify.annotations.NullMarked;
