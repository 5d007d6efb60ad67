package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.Template;
import dev.orrery.spec.internal.Lists.Some;
import dev.orrery.spec.internal.TextShape.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills in what the catalog knows of chains that name one of its kinds. */
final class CatalogChains {
    /** What a network file may say itself, and the catalog otherwise. */
    private static final List<Key<?>> DEFAULTS = List.of(
            Format.PREFIX,
            Format.DENOM,
            Format.COIN_TYPE,
            Format.KEYS,
            Format.KEY_TYPE,
            Format.POWER_REDUCTION,
            Format.GAS_PRICE);

    private final Problems problems;
    private final Catalog catalog;

    CatalogChains(Problems problems, Catalog catalog) {
        this.problems = problems;
        this.catalog = catalog;
    }

    /** The network with every chain filled in; also reports chains that have neither a binary nor a kind. */
    Bound fill(Bound network) {
        Optional<Map<String, Located<Bound>>> chains = network.get(Format.CHAINS);
        if (chains.isEmpty()) {
            return network;
        }
        Map<String, Located<Bound>> filled = new LinkedHashMap<>();
        chains.get()
                .forEach((name, located) -> filled.put(
                        name, new Located<>(located.place(), located.value().map(this::filled))));
        return network.with(Format.CHAINS, filled);
    }

    private Bound filled(Bound chain) {
        if (!chain.has(Format.KIND)) {
            for (Key<?> key : List.of(Format.CHAIN_VERSION, Format.CHAIN_SHA256)) {
                if (chain.has(key)) {
                    problems.report(chain.place(key), "goes with `chain`, which names the kind of chain that it is of");
                }
            }
            if (!chain.has(Format.BINARY)) {
                problems.report(
                        chain.place(Format.BINARY),
                        "the key `binary` is missing; it must be " + BinaryFormat.SOURCE.allowed());
            }
            return chain;
        }
        Optional<String> kind = chain.get(Format.KIND);
        Optional<Catalog.Entry> entry = kind.flatMap(catalog::find);
        if (entry.isEmpty()) {
            kind.ifPresent(name -> problems.unknown(
                    chain.place(Format.KIND),
                    "there is no chain " + Words.quote(name) + " in the catalog; it has " + Words.some(catalog.names()),
                    name,
                    catalog.names()));
            return chain;
        }
        Bound known = entry.get().chain();
        Bound filled = chain;
        for (Key<?> key : DEFAULTS) {
            if (!chain.has(key)) {
                filled = filled.from(known, key);
            }
        }
        filled =
                filled.with(ExtrasFormat.START_ARGS, joined(known, chain)).with(ExtrasFormat.ENV, merged(known, chain));
        if (!chain.has(Format.STAKE) && !chain.has(Format.POWER_REDUCTION) && known.has(Format.POWER_REDUCTION)) {
            filled = filled.with(Format.STAKE, stake(known, chain.place(Format.STAKE)));
        }
        return chain.has(Format.BINARY) ? filled : withBinary(filled, known);
    }

    /** What the program cannot do without comes first, so that the chain's own arguments win. */
    private static List<Located<Template>> joined(Bound known, Bound chain) {
        List<Located<Template>> all = new ArrayList<>(known.require(ExtrasFormat.START_ARGS));
        chain.get(ExtrasFormat.START_ARGS).ifPresent(all::addAll);
        return all;
    }

    private static Map<String, Located<Template>> merged(Bound known, Bound chain) {
        Map<String, Located<Template>> all = new LinkedHashMap<>(known.require(ExtrasFormat.ENV));
        chain.get(ExtrasFormat.ENV).ifPresent(all::putAll);
        return all;
    }

    /** As much voting power as validators have by default: that of 1000 times the power reduction. */
    private static Some<BigInteger> stake(Bound known, Place place) {
        BigInteger stake = known.require(Format.POWER_REDUCTION).multiply(BigInteger.valueOf(1000));
        return new Some<>(false, List.of(new Located<>(place, Optional.of(stake))));
    }

    private Bound withBinary(Bound chain, Bound known) {
        Bound binary = known.require(CatalogFormat.BINARY);
        if (!chain.has(Format.CHAIN_VERSION)) {
            problems.report(chain.place(Format.KIND), "needs the key `version` beside it, or a `binary` of your own");
            return chain;
        }
        boolean release = binary.has(CatalogFormat.RELEASE);
        if (release && !chain.has(Format.CHAIN_SHA256) && !known.has(CatalogFormat.IMAGE)) {
            problems.report(
                    chain.place(Format.CHAIN_VERSION),
                    "needs the key `sha256` beside it: the checksum of " + binary.require(CatalogFormat.RELEASE));
        }
        if (!release && chain.has(Format.CHAIN_SHA256)) {
            problems.report(
                    chain.place(Format.CHAIN_SHA256), "has no use: this kind of chain is built from its sources");
        }
        Optional<String> version = chain.get(Format.CHAIN_VERSION);
        if (version.isEmpty() || !problems.isEmpty()) {
            return chain;
        }
        try {
            BinarySpec source = source(binary, known, version.get(), chain);
            return chain.with(Format.FROM_CATALOG, source);
        } catch (Refusal e) {
            problems.report(chain.place(Format.CHAIN_VERSION), "gives no binary of this kind of chain");
            return chain;
        }
    }

    private static BinarySpec source(Bound binary, Bound known, String version, Bound chain) throws Refusal {
        if (binary.has(CatalogFormat.GO)) {
            String major = version.replaceFirst("^v", "").replaceFirst("[.].*", "");
            return SpecBuilder.withCgo(
                    Texts.GO.parser().parse(binary.require(CatalogFormat.GO).replace("{major}", major) + "@" + version),
                    binary);
        }
        if (binary.has(CatalogFormat.GIT)) {
            return new BinarySpec.Git(
                    binary.require(CatalogFormat.GIT),
                    version,
                    binary.require(BinaryFormat.BUILD),
                    binary.require(BinaryFormat.BUILT));
        }
        if (!chain.has(Format.CHAIN_SHA256)) {
            return image(known, version);
        }
        return new BinarySpec.Download(
                binary.require(CatalogFormat.RELEASE),
                chain.require(Format.CHAIN_SHA256),
                Optional.of(version),
                binary.get(BinaryFormat.FILE).or(() -> known.get(CatalogFormat.PROGRAM)));
    }

    /** What a registry serves is held against its digest, so it needs no checksum of the user's. */
    private static BinarySpec image(Bound known, String version) throws Refusal {
        String reference = known.require(CatalogFormat.IMAGE)
                .replace("{version}", version)
                .replace("{number}", BinarySpec.Download.number(version));
        if (!Texts.IMAGE.matches(reference)) {
            throw new Refusal("must be a version that the tag of an image can be");
        }
        return new BinarySpec.Image(reference, Optional.of(known.require(CatalogFormat.PROGRAM)));
    }
}
