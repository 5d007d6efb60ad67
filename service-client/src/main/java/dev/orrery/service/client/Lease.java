package dev.orrery.service.client;

/**
 * A lease that one has.
 *
 * @param fence greater than that of every holder before; to be sent with whatever the lease is for
 */
public record Lease(String name, long fence) {}
