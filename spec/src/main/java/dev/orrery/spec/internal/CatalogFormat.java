package dev.orrery.spec.internal;

import dev.orrery.spec.internal.Numbers.Whole;
import java.math.BigInteger;

/** The format of one file of the catalog. What it says of a chain has the keys, the rules and the defaults of network files. */
final class CatalogFormat {
    static final Key<String> ABOUT = Key.required("about", Texts.SENTENCE, "What the chain is.");
    static final Key<String> PROGRAM = Key.required("program", Texts.PROGRAM, "The name of its binary.");

    static final Key<String> GO = Key.optional(
            "go", Texts.TEMPLATE, "MODULE/PACKAGE of its main package; {major} is the version's first number.");
    static final Key<String> GIT = Key.optional("git", Texts.REPOSITORY, "Its repository; the version is the tag.");
    static final Key<String> RELEASE = Key.optional(
            "release", Texts.URL, "The URL of its release files, with the names in braces of `url` in network files.");
    static final Keyed SOURCE = Keyed.oneOf(GO, GIT, RELEASE)
            .with(GO, BinaryFormat.CGO)
            .with(GIT, BinaryFormat.BUILD, BinaryFormat.BUILT)
            .with(RELEASE, BinaryFormat.FILE);
    static final Key<Bound> BINARY = Key.required("binary", SOURCE, "Where its binary comes from.");

    static final Key<String> IMAGE = Key.optional(
            "image", Texts.IMAGE_TEMPLATE, "Its container image; {version} and {number} stand for the version.");

    static final Key<BigInteger> DECIMALS = Key.optional(
                    "decimals", Whole.between(0, 18), "How many decimals the coin has that people speak of.")
            .withDefault(BigInteger.valueOf(6), Schemas.number(BigInteger.valueOf(6)));
    static final Key<String> PREFIX =
            Key.required("prefix", Texts.PREFIX, "The Bech32 prefix of its account addresses.");
    static final Key<String> DENOM = Key.required("denom", Texts.DENOM, "Its staking denom.");

    static final Keyed CHAIN = Keyed.of(
            ABOUT,
            PROGRAM,
            BINARY,
            IMAGE,
            PREFIX,
            DENOM,
            DECIMALS,
            Format.COIN_TYPE,
            Format.KEYS,
            Format.KEY_TYPE,
            Format.POWER_REDUCTION,
            Format.GAS_PRICE,
            ExtrasFormat.START_ARGS,
            ExtrasFormat.ENV);

    private CatalogFormat() {}
}
