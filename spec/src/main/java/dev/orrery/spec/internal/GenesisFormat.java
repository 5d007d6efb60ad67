package dev.orrery.spec.internal;

import dev.orrery.spec.GenesisOperation;
import dev.orrery.spec.internal.Lists.Many;
import dev.orrery.spec.internal.Numbers.Decimal;
import dev.orrery.spec.internal.Numbers.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The keys that change a chain's genesis, besides the one that is merged into it. */
final class GenesisFormat {
    static final Key<Path> FILE = Key.optional(
            "genesisFile",
            Texts.GENESIS_FILE,
            "A genesis of your own that is used instead of the binary's default; Orrery's additions and the other"
                    + " changes come on top. A relative path starts at this file's folder.");

    static final Key<Duration> VOTING_PERIOD = Key.optional(
            "votingPeriod",
            Texts.PERIOD,
            "How long governance votes, wherever this generation of the SDK has it; a longer expedited one is halved"
                    + " with it.");
    static final Key<Duration> UNBONDING_TIME = Key.optional(
            "unbondingTime", Texts.TRUSTING_PERIOD, "How long stake is bound after it was withdrawn (x/staking).");
    static final Key<BigDecimal> INFLATION =
            Key.optional("inflation", new Decimal(), "The yearly inflation, fixed: 0.1 is 10 % (x/mint).");
    static final Key<Map<String, Located<Duration>>> EPOCHS = Key.optional(
            "epochs",
            new Named<>("a mapping from identifiers of epochs to durations", Texts.EPOCH, Texts.PERIOD, 0),
            "How long epochs are, by their identifiers: { day: 30s } (x/epochs).");
    static final Key<Bound> PARAMS = Key.optional(
            "params",
            Keyed.of(VOTING_PERIOD, UNBONDING_TIME, INFLATION, EPOCHS),
            "Parameters that are often set, wherever this chain's genesis has them.");

    static final Key<GenesisOperation.Kind> OP = Key.required("op", Choice.of(kinds()), "What is done.");
    static final Key<String> AT = Key.required(
            "path", Texts.POINTER, "Where, as JSON Pointer (RFC 6901): /app_state/gov/params/voting_period.");
    static final Key<JsonNode> VALUE =
            Key.optional("value", new AnyValue(), "What is added, or replaces what is there.");
    static final Key<List<Located<Bound>>> PATCH = Key.optional(
                    "genesisPatch",
                    new Many<>("a list of up to 1000 operations", Keyed.of(OP, AT, VALUE), 0, 1000),
                    "Operations of JSON Patch (RFC 6902), carried out after everything is merged, in their order.")
            .withDefault(List.of(), tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode());

    static final Key<Path> PATCH_FILE = Key.optional(
            "genesisPatchFile",
            Texts.PATCH_FILE,
            "A JSON or YAML file with a list of such operations, which come before those of `genesisPatch`.");

    static final Key<String> DISPLAY = Key.required("display", Texts.DENOM, "What people count in: atom.");
    static final Key<BigInteger> DECIMALS = Key.optional(
                    "decimals", Whole.between(0, 77), "How many of the denom make one of it, as a power of ten.")
            .withDefault(BigInteger.valueOf(6), Schemas.number(BigInteger.valueOf(6)));
    static final Key<String> TITLE =
            Key.optional("name", Texts.SENTENCE, "Its name; by default `display`, with a capital letter.");
    static final Key<String> SYMBOL =
            Key.optional("symbol", Texts.SENTENCE, "Its symbol; by default `display` in capital letters.");
    static final Key<Map<String, Located<Bound>>> METADATA = Key.optional(
            "denomMetadata",
            new Named<>(
                    "a mapping from denoms to what people call them",
                    Texts.DENOM,
                    Keyed.of(DISPLAY, DECIMALS, TITLE, SYMBOL),
                    0),
            "What wallets show for denoms (x/bank): { uatom: { display: atom } }.");

    static final Key<Path> ACCOUNTS_FILE = Key.optional(
            "accountsFile",
            Texts.ACCOUNTS_FILE,
            "A file with an address and its coins on each line, for many accounts whose keys others have.");

    private GenesisFormat() {}

    private static List<Map.Entry<String, GenesisOperation.Kind>> kinds() {
        List<Map.Entry<String, GenesisOperation.Kind>> kinds = new ArrayList<>();
        for (GenesisOperation.Kind kind : GenesisOperation.Kind.values()) {
            kinds.add(Map.entry(kind.label(), kind));
        }
        return kinds;
    }
}
