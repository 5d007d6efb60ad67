package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Facts by the binary's content: {@code genesis.json}, {@code config/*.toml} and {@code facts.json} in one folder. */
public final class FactsStore {
    private static final Logger LOG = LoggerFactory.getLogger(FactsStore.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Of the folder's layout and of how the binary is asked; others are asked for again. */
    private static final int VERSION = 1;

    private final CacheLayout cache;

    public FactsStore(CacheLayout cache) {
        this.cache = cache;
    }

    public BinaryFacts of(Binary binary, Steps steps) throws IOException {
        boolean script = binary.isScript();
        if (!script) {
            Optional<BinaryFacts> known = read(binary.sha256());
            if (known.isPresent()) {
                return known.get();
            }
        }
        try (Workshop workshop = Workshop.open(cache, "facts-" + binary.sha256(), steps)) {
            Optional<BinaryFacts> known = script ? Optional.empty() : read(binary.sha256());
            return known.isPresent() ? known.get() : ask(binary, workshop, steps);
        }
    }

    private BinaryFacts ask(Binary binary, Workshop workshop, Steps steps) throws IOException {
        steps.step("asking for its defaults");
        Path log = cache.log(
                binary.executable().getFileName() + "-facts-" + binary.sha256().substring(0, 8));
        BinaryFacts facts = new FactsProbe(binary, workshop.folder(), log).ask();
        Path whole = AtomicFiles.folder(workshop.folder().resolve("facts"));
        AtomicFiles.write(whole.resolve("genesis.json"), JSON.writeValueAsBytes(facts.defaultGenesis()));
        facts.configFiles()
                .forEach((name, text) ->
                        AtomicFiles.write(whole.resolve("config").resolve(name), text));
        ObjectNode rest = JSON.createObjectNode();
        rest.put("version", VERSION).put("sha256", facts.sha256()).put("prefix", facts.prefix());
        AtomicFiles.write(whole.resolve("facts.json"), JSON.writeValueAsBytes(rest));
        Path place = cache.facts(binary.sha256());
        AtomicFiles.deleteTree(place);
        CacheLayout.makeParent(place);
        Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
        return facts;
    }

    /** Nothing if they are not there, are damaged, or were written by another version. */
    private Optional<BinaryFacts> read(String sha256) {
        Path folder = cache.facts(sha256);
        if (!Files.isRegularFile(folder.resolve("facts.json"))) {
            return Optional.empty();
        }
        try {
            JsonNode rest = JSON.readTree(Files.readAllBytes(folder.resolve("facts.json")));
            JsonNode genesis = JSON.readTree(Files.readAllBytes(folder.resolve("genesis.json")));
            if (rest.path("version").asInt(0) != VERSION || !(genesis instanceof ObjectNode whole)) {
                return Optional.empty();
            }
            return Optional.of(new BinaryFacts(
                    sha256,
                    whole,
                    configFiles(folder.resolve("config")),
                    rest.path("prefix").asString("")));
        } catch (IOException | JacksonException e) {
            LOG.debug("asking again: the facts in {} cannot be read", folder, e);
            return Optional.empty();
        }
    }

    /** The text of each {@code *.toml} in a folder, by file name. */
    public static Map<String, String> configFiles(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (file.toString().endsWith(".toml")) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
