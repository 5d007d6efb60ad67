package dev.orrery.engine.internal.start;

import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.GenesisOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what of a genesis an application has refused. The SDK has each module read its own part of {@code app_state}
 * ({@code AppModule.InitGenesis}), and a module that refuses it panics: the stack names the module, the message often the
 * value. Of what the user has changed there, that is what is at fault.
 */
public final class GenesisRejection {
    private static final int READ = 2000;
    private static final int SHOWN = 10;
    private static final Pattern MODULE = Pattern.compile("(?m)^([\\w./-]+)\\.\\(?\\*?AppModule\\)?\\.InitGenesis\\(");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    /** Modules whose part of genesis is called otherwise than their package. */
    private static final Map<String, String> OTHERWISE = Map.of("core", "ibc", "keeper", "");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChainSpec spec;
    private final JsonNode genesis;

    private GenesisRejection(ChainSpec spec, JsonNode genesis) {
        this.spec = spec;
        this.genesis = genesis;
    }

    /** The failure of a node that ended at its start, with the place in genesis if that is what it ended by. */
    static StageException explain(StageException ended, ChainPlan plan, RunningNode node) {
        String log = String.join("\n", node.lastLines(READ));
        Matcher frame = MODULE.matcher(log);
        if (!frame.find()) {
            return ended;
        }
        Failure own = ended.failure();
        GenesisRejection rejection = new GenesisRejection(
                plan.chain().spec(), JSON.readTree(plan.genesis().content()));
        return rejection
                .module(frame.group(1))
                .map(module -> {
                    Failure.Builder failure = Failure.doing(own.doing())
                            .expected("a genesis that the module " + module + " takes")
                            .hint(rejection.hint(
                                    plan.chain().name(), module, own.seen().orElse("")));
                    own.where().ifPresent(failure::where);
                    own.seen().ifPresent(failure::seen);
                    own.logFile().ifPresent(file -> failure.log(file, own.log()));
                    return new StageException(failure.build(), ended);
                })
                .orElse(ended);
    }

    /** The name under which genesis has what a Go package reads; packages end with it, or nearly. */
    private Optional<String> module(String goPackage) {
        List<String> steps = new ArrayList<>(List.of(goPackage.split("/", -1)));
        for (String step : steps.reversed()) {
            String plain = OTHERWISE.getOrDefault(step, step).replaceAll("[^a-z]", "");
            Optional<String> found = genesis.path("app_state").propertyNames().stream()
                    .filter(name ->
                            name.equals(step) || name.replaceAll("[^a-z]", "").equals(plain))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private String hint(String chain, String module, String message) {
        String root = "/app_state/" + module;
        Map<String, JsonNode> changed = changes(root);
        List<String> named = changed.entrySet().stream()
                .filter(change -> message.contains(lastStep(change.getKey())) || isIn(message, change.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> atFault = named.isEmpty() && changed.size() == 1 ? List.copyOf(changed.keySet()) : named;
        if (atFault.isEmpty()) {
            atFault = quoted(root, message);
        }
        if (atFault.size() == 1) {
            String path = atFault.getFirst();
            return "correct " + path + ", which is " + shown(genesis.at(path)) + " (chains." + chain + ")";
        }
        return "look at " + root
                + (changed.isEmpty()
                        ? ", which is as the binary or your own genesis file has it"
                        : ", of which chains." + chain + " changes "
                                + changed.keySet().stream().limit(SHOWN).collect(Collectors.joining(", ")));
    }

    private static String lastStep(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isIn(String message, JsonNode value) {
        String text = value.isValueNode() ? value.asString("") : "";
        return text.length() > 1 && message.contains(text);
    }

    /** What the user changes below a place, by its JSON Pointer. */
    private Map<String, JsonNode> changes(String root) {
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        leaves("", spec.genesis(), changed);
        for (GenesisOperation operation : spec.genesisEdits().patch()) {
            changed.put(operation.path(), operation.value());
        }
        changed.keySet().removeIf(path -> !path.equals(root) && !path.startsWith(root + "/"));
        return changed;
    }

    /** Where there is a value that the message has in quotes, if it is there once. */
    private List<String> quoted(String root, String message) {
        List<String> words =
                QUOTED.matcher(message).results().map(MatchResult::group).toList();
        Map<String, JsonNode> all = new LinkedHashMap<>();
        leaves(root, genesis.at(root), all);
        Stream<String> found = all.entrySet().stream()
                .filter(entry -> words.contains(entry.getValue().toString()))
                .map(Map.Entry::getKey);
        return found.limit(2).toList();
    }

    private static void leaves(String at, JsonNode node, Map<String, JsonNode> leaves) {
        if (!node.isObject() || node.isEmpty()) {
            if (!at.isEmpty()) {
                leaves.put(at, node);
            }
            return;
        }
        node.properties()
                .forEach(entry -> leaves(
                        at + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"), entry.getValue(), leaves));
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
