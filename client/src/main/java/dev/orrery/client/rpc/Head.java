package dev.orrery.client.rpc;

import java.time.Instant;

/**
 * The newest block that was seen.
 *
 * @param height its height; 0 before the first block
 * @param time the time in its header, which is the chain's clock
 */
public record Head(long height, Instant time) {}
