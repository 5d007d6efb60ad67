/** One CometBFT node over its RPC: a single WebSocket for calls and events. */
@NullMarked
package dev.orrery.client.rpc;

import org.jspecify.annotations.NullMarked;
