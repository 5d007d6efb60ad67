package dev.orrery.spec.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.ChainCatalog;
import dev.orrery.spec.KnownChain;
import dev.orrery.spec.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The catalog, as the files that it is written in. */
public final class Catalog {
    private static final String SUFFIX = ".yaml";
    private static final String INDEX = "index";

    /**
     * One file.
     *
     * @param file where it is; empty where it came with Orrery
     */
    record Entry(String name, Bound chain, Optional<String> file) {}

    private final Map<String, Entry> entries = new TreeMap<>();

    private Catalog() {}

    /** What Orrery brings, with what stands in the folder of a network file. */
    public static Catalog of(Path folder) {
        Catalog catalog = new Catalog();
        resource(INDEX).lines().forEach(name -> catalog.add(name, resource(name + SUFFIX), Optional.empty()));
        Path own = folder.resolve(ChainCatalog.FOLDER);
        if (Files.isDirectory(own)) {
            try (Stream<Path> files = Files.list(own)) {
                for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList()) {
                    String name = file.getFileName().toString();
                    catalog.add(
                            name.substring(0, name.length() - SUFFIX.length()),
                            SpecText.decode(Files.readAllBytes(file), file.toString()),
                            Optional.of(file.toString()));
                }
            } catch (IOException e) {
                throw new InvalidInputException(Failure.doing("reading the chains in " + own)
                        .seen(String.valueOf(e.getMessage()))
                        .hint("check the permissions of the folder and its files")
                        .build());
            }
        }
        return catalog;
    }

    /** All of them, by name. */
    public List<KnownChain> known() {
        return entries.values().stream().map(Catalog::known).toList();
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    Collection<String> names() {
        return entries.keySet();
    }

    private void add(String name, String text, Optional<String> file) {
        Problems problems = new Problems(file.orElse(name + SUFFIX));
        if (!Texts.NAME.matches(name)) {
            problems.report(new Place(1, 1, ""), "the file's name must be " + Texts.NAME.allowed() + ", and " + SUFFIX);
        }
        Optional<Bound> chain = YamlText.compose(text, problems)
                .flatMap(root -> CatalogFormat.CHAIN.bind(root, new Place(1, 1, "").of(root), problems));
        if (chain.isEmpty() || !problems.isEmpty()) {
            throw problems.exception();
        }
        entries.put(name, new Entry(name, chain.get(), file));
    }

    private static KnownChain known(Entry entry) {
        Bound chain = entry.chain();
        Bound binary = chain.require(CatalogFormat.BINARY);
        return new KnownChain(
                entry.name(),
                chain.require(CatalogFormat.ABOUT),
                chain.require(CatalogFormat.PROGRAM),
                binary.get(CatalogFormat.GO)
                        .map(text ->
                                "go: " + text + "@{version}" + (binary.require(BinaryFormat.CGO) ? ", cgo: true" : ""))
                        .or(() -> binary.get(CatalogFormat.GIT).map(text -> "git: " + text + ", ref: {version}"))
                        .orElseGet(() -> "url: " + binary.require(CatalogFormat.RELEASE)),
                binary.has(CatalogFormat.RELEASE) && !chain.has(CatalogFormat.IMAGE),
                chain.get(CatalogFormat.IMAGE),
                chain.require(CatalogFormat.PREFIX),
                chain.require(CatalogFormat.DENOM),
                chain.require(CatalogFormat.DECIMALS).intValueExact(),
                chain.require(Format.COIN_TYPE).intValueExact(),
                chain.require(Format.KEYS).label(),
                SpecBuilder.keys(chain).typeUrl(),
                chain.require(Format.POWER_REDUCTION),
                chain.require(Format.GAS_PRICE),
                chain.get(ExtrasFormat.START_ARGS).stream()
                        .flatMap(List::stream)
                        .flatMap(argument -> argument.value().stream())
                        .map(argument -> argument.fill(Template.Reference::toString))
                        .toList(),
                entry.file());
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(Catalog.class.getResourceAsStream("/dev/orrery/spec/catalog/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
