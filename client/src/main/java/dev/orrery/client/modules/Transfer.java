package dev.orrery.client.modules;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.tx.Msg;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Coins over IBC: ibc-go's transfer module (ICS-20), {@code ibc.applications.transfer.v1}. */
public final class Transfer {
    private static final String PORT = "transfer";
    private static final Height NO_HEIGHT = new Height(0, 0);

    private final CosmosModules chain;
    private final ModuleQueries transfer;

    Transfer(CosmosModules chain) {
        this.chain = chain;
        this.transfer = new ModuleQueries(chain, "ibc.applications.transfer.v1.Query");
    }

    /**
     * Until when a packet must be received on the other chain; after that the coins come back. At least one of the two.
     *
     * @param height a height of the other chain
     * @param time a moment of the other chain's clock
     */
    public record Timeout(Optional<Height> height, Optional<Instant> time) {
        public static Timeout at(Instant time) {
            return new Timeout(Optional.empty(), Optional.of(time));
        }

        public static Timeout at(Height height) {
            return new Timeout(Optional.of(height), Optional.empty());
        }
    }

    /**
     * A height of a chain as IBC counts it.
     *
     * @param revisionNumber the number at the end of the chain ID; 0 if there is none
     */
    public record Height(long revisionNumber, long revisionHeight) {}

    /**
     * {@code MsgTransfer} over a channel of the port {@code transfer}.
     *
     * @param channel this chain's end: {@code channel-0}
     * @param receiver an address of the other chain; whether it is one, only that chain knows
     */
    public static Msg transfer(String sender, String channel, Coin coin, String receiver, Timeout timeout) {
        return transfer(sender, PORT, channel, coin, receiver, timeout, "");
    }

    /**
     * {@code MsgTransfer} with all it has.
     *
     * @param memo for middleware of the other chain, such as packet forwarding
     */
    public static Msg transfer(
            String sender, String port, String channel, Coin coin, String receiver, Timeout timeout, String memo) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source_port", port);
        fields.put("source_channel", channel);
        fields.put("token", coin);
        fields.put("sender", sender);
        fields.put("receiver", receiver);
        // Without it, no amino JSON can be made of the message.
        fields.put("timeout_height", timeout.height().orElse(NO_HEIGHT));
        timeout.time().ifPresent(time -> fields.put("timeout_timestamp", nanos(time)));
        fields.put("memo", memo);
        return Msg.of("/ibc.applications.transfer.v1.MsgTransfer", fields);
    }

    /** The account that holds what was sent over a channel of this chain, until it comes back. */
    public String escrowAddress(String port, String channel) {
        return transfer.text("EscrowAddress", Map.of("port_id", port, "channel_id", channel), "escrow_address");
    }

    /**
     * As {@link #escrowAddress(String, String)}, without asking a chain (ibc-go {@code GetEscrowAddress}; SDK ADR-028).
     *
     * @param prefix the chain's Bech32 prefix
     */
    public static String escrowAddress(String prefix, String port, String channel) {
        byte[] preimage = ("ics20-1\0" + port + "/" + channel).getBytes(StandardCharsets.UTF_8);
        return Bech32.encode(prefix, Arrays.copyOf(Sha256.of(preimage), 20));
    }

    /** How much of a denom all escrow accounts hold (ibc-go v7.1 and later). */
    public Coin totalEscrow(String denom) {
        return transfer.one("TotalEscrowForDenom", Map.of("denom", denom), "amount", Coin.class);
    }

    /** How one generation of ibc-go answers: the method, the field, and whether hops come one by one or as a path. */
    private record Form(String method, String field, boolean listed) {}

    /** ibc-go v9 and later; v8 and earlier. */
    private static final List<Form> FORMS =
            List.of(new Form("Denom", "denom", true), new Form("DenomTrace", "denom_trace", false));

    /**
     * Where a voucher comes from.
     *
     * @param voucher {@code ibc/HASH}
     * @return its hops, the newest first, and its name at home
     * @throws dev.orrery.base.ChainException if the chain has never seen it
     */
    public Denom trace(String voucher) {
        Form form = FORMS.stream()
                .filter(it -> chain.descriptors()
                        .findService(transfer.service())
                        .filter(service -> service.findMethodByName(it.method) != null)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Failure.doing("tracing " + voucher)
                        .where(chain.connection().chainId())
                        .expected("a chain with ibc-go's transfer module")
                        .seen("none of its queries for denoms")
                        .build()));
        JsonNode answer = transfer.ask(form.method, Map.of("hash", voucher)).path(form.field);
        return form.listed ? listed(answer) : path(answer);
    }

    private static Denom listed(JsonNode denom) {
        List<Denom.Hop> hops = denom.path("trace")
                .valueStream()
                .map(hop -> new Denom.Hop(
                        hop.path("port_id").asString(), hop.path("channel_id").asString()))
                .toList();
        return new Denom(hops, denom.path("base").asString());
    }

    private static Denom path(JsonNode trace) {
        String[] parts = trace.path("path").asString().split("/", -1);
        List<Denom.Hop> hops = new ArrayList<>();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            hops.add(new Denom.Hop(parts[i], parts[i + 1]));
        }
        return new Denom(List.copyOf(hops), trace.path("base_denom").asString());
    }

    private static BigInteger nanos(Instant time) {
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(time.getNano()));
    }
}
