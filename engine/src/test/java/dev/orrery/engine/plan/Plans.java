package dev.orrery.engine.plan;

import dev.orrery.binaries.BinaryFacts;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans with a fixed placement and genesis time, and with what two real binaries once said of themselves. */
public final class Plans {
    static final Instant GENESIS_TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** ibc-go v8: with the module {@code capability}. */
    static final BinarySpec.GoModule V8 =
            new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0");
    /** ibc-go v10, with the module {@code provider}. */
    static final BinarySpec.GoModule V10 =
            new BinarySpec.GoModule("github.com/cosmos/interchain-security/v7/cmd/interchain-security-pd", "v7.0.1");

    /** ibc-go v10, with the module {@code ccvconsumer} and without staking. */
    static final BinarySpec.GoModule CONSUMER =
            new BinarySpec.GoModule("github.com/cosmos/interchain-security/v7/cmd/interchain-security-cd", "v7.0.1");

    private static final Map<BinarySpec, BinaryFacts> FACTS = Map.of(
            V8, recorded("simd-v8.8.0"),
            V10, recorded("ics-provider-v7.0.1"),
            CONSUMER, recorded("ics-consumer-v7.0.1"));

    private Plans() {}

    public static NetworkSpec spec(String yaml) {
        return SpecReader.read(yaml, SpecReader.FILE_NAME, Path.of("/nowhere"));
    }

    public static Layout layout(NetworkSpec spec) {
        return LayoutPlanner.layout(spec, Placement.onLoopback(LayoutPlanner.nodes(spec), 20_000), GENESIS_TIME);
    }

    /** The recorded facts of a chain's binary. */
    public static BinaryFacts facts(ChainSpec chain) {
        return java.util.Objects.requireNonNull(FACTS.get(chain.binary()), chain.name());
    }

    static Map<String, ChainPlan> plan(Layout layout) {
        Map<String, ChainPlan> plans = new LinkedHashMap<>();
        for (ChainLayout chain : layout.chains()) {
            plans.put(chain.name(), ChainPlanner.plan(layout, chain, facts(chain.spec())));
        }
        return plans;
    }

    /** All files of all homes, by path. */
    static Map<String, PlannedFile> files(Map<String, ChainPlan> plans) {
        Map<String, PlannedFile> files = new TreeMap<>();
        plans.forEach((chain, plan) -> plan.nodes().forEach((node, part) -> {
            String home = chain + "/" + node + "/";
            files.put(home + plan.genesis().path(), plan.genesis());
            part.keys().forEach(file -> files.put(home + file.path(), file));
            part.files().forEach(file -> files.put(home + file.path(), file));
        }));
        return files;
    }

    static ObjectNode json(PlannedFile file) {
        return (ObjectNode) JsonMapper.shared().readTree(file.content());
    }

    private static BinaryFacts recorded(String name) {
        Map<String, String> config = new TreeMap<>();
        for (String file : new String[] {"config.toml", "app.toml", "client.toml"}) {
            config.put(file, resource("/facts/" + name + "/" + file));
        }
        ObjectNode genesis = (ObjectNode) JsonMapper.shared().readTree(resource("/facts/" + name + "/genesis.json"));
        return new BinaryFacts(name, genesis, config, "cosmos");
    }

    static String resource(String path) {
        try (InputStream in = Plans.class.getResourceAsStream(path)) {
            return new String(java.util.Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A network of one ibc-go v8 chain, {@code hub}, with one more key of that chain. */
    static NetworkSpec hub(String key) {
        return spec("""
            version: 1
            name: net
            chains:
              hub:
                binary: { go: "%s@%s" }
                %s
            """.formatted(V8.packagePath(), V8.version(), key));
    }
}
