package dev.orrery.engine.plan;

import dev.orrery.binaries.BinaryFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as text that people can compare: the hash of every file, the parts of genesis that the planner computes, and the
 * lines of configuration that are not the binary's own.
 */
final class PlanText {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final List<String> COMPUTED = List.of("auth", "bank", "capability", "genutil", "ibc");

    private PlanText() {}

    static String of(Map<String, ChainPlan> plans) {
        StringBuilder text = new StringBuilder("# SHA-256 of every file; secret ones are marked\n");
        Plans.files(plans)
                .forEach((path, file) -> text.append(sha256(file.content()))
                        .append(file.secret() ? " secret " : "        ")
                        .append(path)
                        .append('\n'));
        plans.values().forEach(plan -> chain(plan, text));
        return text.toString();
    }

    private static void chain(ChainPlan plan, StringBuilder text) {
        String name = plan.chain().name();
        BinaryFacts facts = Plans.facts(plan.chain().spec());
        text.append("\n# ").append(name).append(": what the planner computed in genesis\n");
        text.append(JSON.writeValueAsString(computed(Plans.json(plan.genesis())))
                        .replace("\r\n", "\n"))
                .append('\n');
        plan.nodes().forEach((node, part) -> {
            text.append("\n# ")
                    .append(name)
                    .append('/')
                    .append(node)
                    .append(": ")
                    .append(part.start());
            text.append('\n');
            for (PlannedFile file : part.files()) {
                String fileName = file.path().substring(file.path().lastIndexOf('/') + 1);
                String before = facts.configFiles().get(fileName);
                if (before != null) {
                    text.append("## ").append(fileName).append('\n');
                    changed(before.lines().toList(), lines(file))
                            .forEach(line -> text.append(line).append('\n'));
                }
            }
        });
    }

    private static ObjectNode computed(ObjectNode genesis) {
        ObjectNode shown = JSON.createObjectNode();
        shown.set("chain_id", genesis.path("chain_id"));
        shown.set("genesis_time", genesis.path("genesis_time"));
        ObjectNode state = shown.putObject("app_state");
        COMPUTED.forEach(module -> {
            JsonNode found = genesis.path("app_state").path(module);
            if (!found.isMissingNode()) {
                state.set(module, found);
            }
        });
        state.putObject("staking").set("params", genesis.at("/app_state/staking/params"));
        state.putObject("slashing").set("params", genesis.at("/app_state/slashing/params"));
        return shown;
    }

    private static List<String> lines(PlannedFile file) {
        return new String(file.content(), StandardCharsets.UTF_8).lines().toList();
    }

    /** The difference by longest common subsequence, each line with the table that it stands in. */
    private static List<String> changed(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> shown = new ArrayList<>();
        String table = "";
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                table = before.get(i).startsWith("[") ? before.get(i) + " " : table;
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                shown.add("- " + table + before.get(i++));
            } else {
                shown.add("+ " + table + after.get(j++));
            }
        }
        return shown;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
