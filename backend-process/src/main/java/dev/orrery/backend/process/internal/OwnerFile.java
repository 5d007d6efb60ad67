package dev.orrery.backend.process.internal;

import dev.orrery.network.NetworkDescription.Owner;

/**
 * {@code owner.json}: who owns the network, from the moment that the folder is taken.
 *
 * @param kept whether the owner has stopped the network and left the folder on purpose
 * @param backend what carries the network out
 */
record OwnerFile(Owner owner, boolean kept, String backend) {}
