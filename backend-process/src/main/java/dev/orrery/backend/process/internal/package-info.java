/** How the backend does it: the network's folder, its lock, ports, and supervised processes. Not for users. */
@NullMarked
package dev.orrery.backend.process.internal;

import org.jspecify.annotations.NullMarked;
