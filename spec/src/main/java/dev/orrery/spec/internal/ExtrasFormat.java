package dev.orrery.spec.internal;

import dev.orrery.spec.Template;
import dev.orrery.spec.internal.Lists.Many;
import dev.orrery.spec.internal.Lists.OneOrMany;
import dev.orrery.spec.internal.Lists.Some;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** The keys of what nodes need besides their files. */
final class ExtrasFormat {
    private static final Shape<Map<String, Located<Template>>> VARIABLES =
            new Named<>("a mapping from names of environment variables to values", Texts.VARIABLE, Texts.VALUE, 0);
    private static final Shape<List<Located<Template>>> ARGUMENTS =
            new Many<>("a list of up to 200 arguments", Texts.VALUE, 0, 200);

    static final Key<Map<String, Located<Template>>> ENV = Key.optional(
                    "env",
                    VARIABLES,
                    "Environment variables of its nodes, besides those that Orrery itself was started with: { GOGC: 50"
                            + " }.")
            .withDefault(Map.of(), Schemas.empty());
    static final Key<List<Located<Template>>> START_ARGS = Key.optional(
                    "startArgs",
                    ARGUMENTS,
                    "Arguments of the binary's `start` after --home. Names in braces are filled in, such as"
                            + " {port:oracle/api}.")
            .withDefault(List.of(), JsonNodeFactory.instance.arrayNode());

    static final Key<Bound> BINARY =
            Key.required("binary", BinaryFormat.RELAYER_SOURCE, "Where its program comes from: exactly one source.");
    static final Key<List<Located<Template>>> ARGS = Key.optional(
                    "args",
                    ARGUMENTS,
                    "What the program is started with. Names in braces are filled in, such as {rpc}, {grpc:zone} or"
                            + " {home}.")
            .withDefault(List.of(), JsonNodeFactory.instance.arrayNode());
    static final Key<Map<String, Located<Template>>> COMPANION_ENV = Key.optional(
                    "env",
                    VARIABLES,
                    "Its environment variables, with names in braces as in `args`, and {mnemonic:alice} besides.")
            .withDefault(Map.of(), Schemas.empty());
    static final Key<Map<String, Located<Template>>> FILES = Key.optional(
                    "files",
                    new Named<>("a mapping from paths to the text of files", Texts.FILE_NAME, Texts.CONTENT, 0),
                    "Files that are written to its home before it starts, with names in braces as in `env`.")
            .withDefault(Map.of(), Schemas.empty());
    static final Key<List<Located<String>>> PORTS = Key.optional(
                    "ports",
                    new Many<>("a list of up to 20 names", Texts.NAME, 0, 20),
                    "Names of free ports that it is given: {port:api} in its own keys, {port:oracle/api} in those of"
                            + " the nodes.")
            .withDefault(List.of(), JsonNodeFactory.instance.arrayNode());
    static final Key<Some<String>> BESIDE = Key.optional(
                    "beside",
                    new OneOrMany<>(Texts.NODE_OR_ALL, new Many<>("a list of such names", Texts.NODE_NAME, 1, 200)),
                    "The node that it runs beside, a list of them, or all: one process for each.")
            .withDefault(
                    new Some<>(false, List.of(new Located<>(new Place(1, 1, ""), java.util.Optional.of("val1")))),
                    Schemas.text("val1"));
    static final Key<Boolean> FIRST = Key.optional(
                    "first", new Truth(), "Whether it is started before its node; else when that has its first block.")
            .withDefault(false, JsonNodeFactory.instance.booleanNode(false));

    static final Key<Map<String, Located<Bound>>> COMPANIONS = Key.optional(
                    "companions",
                    new Named<>(
                            "a mapping from names to programs",
                            Texts.COMPANION_NAME,
                            Keyed.of(BINARY, ARGS, COMPANION_ENV, FILES, PORTS, BESIDE, FIRST),
                            0),
                    "Programs that run beside the chain's nodes, such as a price oracle, by name.")
            .withDefault(Map.of(), Schemas.empty());

    private ExtrasFormat() {}
}
