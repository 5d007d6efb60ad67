package dev.orrery.engine.backend;

import java.nio.file.Path;

/**
 * Where a network is or will be.
 *
 * @param name the network's name
 * @param folder its own folder, absolute; all its state is in there
 */
public record NetworkPlace(String name, Path folder) {}
