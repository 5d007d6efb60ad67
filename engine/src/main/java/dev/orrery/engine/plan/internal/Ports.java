package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.spec.ConsumerSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The IBC ports of a chain, as far as its genesis tells, and the module behind each: modules with a port of their own write
 * it there ({@code port_id}, {@code port}, {@code host_port}), the others are called like it.
 */
final class Ports {
    private static final Pattern PORT_KEY = Pattern.compile("(.*_)?port(_id)?");
    /** The host's submodule holds the capabilities itself (ICS-27, {@code icahost}). */
    private static final String INTERCHAIN_ACCOUNTS = "interchainaccounts";
    /** Ports of single contracts (CosmWasm): {@code wasm.cosmos1…}. */
    private static final String CONTRACTS = "wasm";

    /** Interchain Security's consumer module is called otherwise than its port. */
    private static final String CONSUMER_MODULE = "ccvconsumer";

    private final Map<String, String> modules = new TreeMap<>();

    /** @param state the {@code app_state} */
    Ports(ObjectNode state) {
        state.propertyNames().forEach(module -> modules.put(module, module));
        if (state.has(CONSUMER_MODULE)) {
            modules.put(ConsumerSpec.CONSUMER_PORT, CONSUMER_MODULE);
        }
        state.properties().forEach(module -> collect(module.getKey(), module.getValue()));
    }

    private void collect(String module, JsonNode node) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isString() && PORT_KEY.matcher(field.getKey()).matches()) {
                modules.put(value.asString(), module.equals(INTERCHAIN_ACCOUNTS) ? value.asString() : module);
            }
            collect(module, value);
        });
    }

    /**
     * The module behind a port.
     *
     * @throws InvalidInputException if the chain does not seem to have the port
     */
    String module(String port, ChainLayout chain, PathEnd end, String channel) {
        if (port.startsWith(CONTRACTS + ".") && modules.containsKey(CONTRACTS)) {
            return CONTRACTS;
        }
        String module = modules.get(port);
        if (module == null) {
            throw new InvalidInputException(unknown(port, chain, end, channel));
        }
        return module;
    }

    private Failure unknown(String port, ChainLayout chain, PathEnd end, String channel) {
        return Failure.doing("planning the genesis of " + chain.name())
                .where("paths." + end.path() + ".channels." + channel)
                .expected("a port of " + chain.name() + "; its genesis tells of " + String.join(", ", modules.keySet()))
                .seen(port)
                .hint(NearMiss.of(port, modules.keySet())
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("a port that the genesis does not tell of can be had with `open: handshake`"))
                .build();
    }
}
