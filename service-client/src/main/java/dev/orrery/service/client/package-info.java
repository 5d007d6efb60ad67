/** Talking to an API service from Java: see {@link dev.orrery.service.client.ServiceClient}. */
@NullMarked
package dev.orrery.service.client;

import org.jspecify.annotations.NullMarked;
