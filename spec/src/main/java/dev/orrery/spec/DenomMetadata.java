package dev.orrery.spec;

/**
 * What people call a denom (x/bank {@code Metadata}).
 *
 * @param base the denom: {@code uatom}
 * @param display what they count in: {@code atom}
 * @param decimals how many of the base make one of the display, as a power of ten
 */
public record DenomMetadata(String base, String display, int decimals, String name, String symbol) {}
