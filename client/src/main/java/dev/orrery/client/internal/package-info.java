/** How the client reaches a chain and gets transactions included. Not for users: may change at any time. */
@NullMarked
package dev.orrery.client.internal;

import org.jspecify.annotations.NullMarked;
