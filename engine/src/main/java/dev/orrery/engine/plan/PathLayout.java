package dev.orrery.engine.plan;

/** A relayed pair of chains, seen from outside. */
public record PathLayout(String name, PathEnd a, PathEnd b) {}
