/** What can be asked about the network that the service belongs to. */
@NullMarked
package dev.orrery.service.internal.network;

import org.jspecify.annotations.NullMarked;
