package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts on one chain that are steered from another: ibc-go's interchain accounts (ICS-27),
 * {@code ibc.applications.interchain_accounts}. The owner is on the controller chain, the account on the host chain.
 */
public final class InterchainAccounts {
    private static final String CONTROLLER = "ibc.applications.interchain_accounts.controller.v1";

    private final ModuleQueries controller;
    private final ModuleQueries host;

    InterchainAccounts(CosmosModules chain) {
        this.controller = new ModuleQueries(chain, CONTROLLER + ".Query");
        this.host = new ModuleQueries(chain, "ibc.applications.interchain_accounts.host.v1.Query");
    }

    /** Whether packets of the account's channel must be received in order: {@code ibc.core.channel.v1.Order}. */
    public enum Ordering {
        @JsonProperty("ORDER_UNORDERED")
        UNORDERED,
        /** A time-out closes the channel; it must be registered anew. */
        @JsonProperty("ORDER_ORDERED")
        ORDERED
    }

    /**
     * {@code MsgRegisterInterchainAccount}: asks for an account on the chain at the other end of a connection. It is there
     * once the channel that this opens has been relayed.
     *
     * @param connection this chain's end: {@code connection-0}
     */
    public static Msg register(String owner, String connection, Ordering ordering) {
        return Msg.of(
                "/" + CONTROLLER + ".MsgRegisterInterchainAccount",
                Map.of("owner", owner, "connection_id", connection, "ordering", ordering));
    }

    /** As {@link #register(String, String, Ordering)}, with the controller's default ordering. */
    public static Msg register(String owner, String connection) {
        return Msg.of(
                "/" + CONTROLLER + ".MsgRegisterInterchainAccount",
                Map.of("owner", owner, "connection_id", connection));
    }

    /**
     * {@code MsgSendTx}: has messages carried out on the host chain, all or none.
     *
     * @param timeout how long after the block they may be received there
     * @param messages of the host chain, encoded by its client: {@code host.encode(message)}. Each is signed by the
     *     interchain account
     */
    public static Msg sendTx(String owner, String connection, Duration timeout, List<Any> messages) {
        return sendTx(owner, connection, timeout, messages, "");
    }

    /** As {@link #sendTx(String, String, Duration, List)}, with a memo for the packet. */
    public static Msg sendTx(String owner, String connection, Duration timeout, List<Any> messages, String memo) {
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("type", "TYPE_EXECUTE_TX");
        packet.put("data", cosmosTx(messages));
        packet.put("memo", memo);
        return Msg.of(
                "/" + CONTROLLER + ".MsgSendTx",
                Map.of(
                        "owner",
                        owner,
                        "connection_id",
                        connection,
                        "packet_data",
                        packet,
                        "relative_timeout",
                        timeout.toNanos()));
    }

    /** {@code ibc.applications.interchain_accounts.v1.CosmosTx}. */
    private static byte[] cosmosTx(List<Any> messages) {
        ProtoWriter out = new ProtoWriter();
        messages.forEach(message -> out.any(1, message));
        return out.toByteArray();
    }

    /** The controller's port of an owner's account. */
    public static String port(String owner) {
        return "icacontroller-" + owner;
    }

    /**
     * The address on the host chain of an owner's account; asked of the controller chain.
     *
     * @throws dev.orrery.base.ChainException if it has none there yet
     */
    public String address(String owner, String connection) {
        return controller.text("InterchainAccount", Map.of("owner", owner, "connection_id", connection), "address");
    }

    /** Whether this chain lets its accounts own others elsewhere. */
    public boolean controllerEnabled() {
        return controller
                .ask("Params", Map.of())
                .at("/params/controller_enabled")
                .booleanValue();
    }

    /**
     * What this chain allows accounts that are steered from elsewhere.
     *
     * @param allowMessages the type URLs of messages, {@code *} for all
     */
    public record HostParams(boolean hostEnabled, List<String> allowMessages) {}

    /** @throws dev.orrery.base.ChainException if the chain is no host */
    public HostParams hostParams() {
        return host.one("Params", Map.of(), "params", HostParams.class);
    }
}
