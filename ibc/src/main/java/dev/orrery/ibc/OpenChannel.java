package dev.orrery.ibc;

/** A channel whose handshake (ICS-04) is over: its end on the path's first chain, and the other. */
public record OpenChannel(ChannelEnd a, ChannelEnd b) {}
