package dev.orrery.ibc.internal;

import dev.orrery.client.Event;

/**
 * An event of 04-channel, with where it was seen.
 *
 * @param txHash empty if no transaction emitted it
 */
public record SeenEvent(Event event, long height, String txHash) {}
