package dev.orrery.client.proto;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the descriptors of chains are kept, by a key that names what serves them.
 *
 * @param folder a folder; it need not exist, and everything in it may be deleted at any time
 * @param key what is sure to have other descriptors if it is another: the hash of the chain's binary; empty to ask the
 *     node for its version and commit, and to keep nothing where it does not tell them
 */
public record DescriptorCache(Path folder, Optional<String> key) {}
