package dev.orrery.backend.process.internal;

import dev.orrery.network.NetworkDescription.Owner;

/**
 * {@code owner.json}: who owns the network, from the moment that the folder is taken.
 *
 * @param kept whether the owner has stopped the network and left the folder on purpose
 */
record OwnerFile(Owner owner, boolean kept) {}
