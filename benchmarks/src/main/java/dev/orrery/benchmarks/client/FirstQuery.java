package dev.orrery.benchmarks.client;

import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.proto.DescriptorCache;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One query in a process of its own, and how far it was when: what {@link FreshStart} starts. */
final class FirstQuery {
    private static final String METHOD = "cosmos.bank.v1beta1.Query/SupplyOf";

    private FirstQuery() {}

    /** @param args when the process was started, the chain's ID, RPC, gRPC and denom, the name and folder of what is kept */
    @SuppressWarnings("SystemOut") // a program that another reads
    public static void main(String[] args) {
        Instant began = Instant.now();
        ChainConnection.Builder connection =
                ChainConnection.to(URI.create(args[2]), args[1]).grpc(args[3]);
        if (args.length > 5) {
            connection.descriptors(DescriptorCache.by(args[5], Path.of(args[6])));
        }
        try (ChainClient client = ChainClient.open(connection.build())) {
            long height = client.height();
            Instant connected = Instant.now();
            client.descriptors().method(METHOD);
            Instant described = Instant.now();
            String amount = client.query(METHOD, Map.of("denom", args[4]))
                    .at("/amount/amount")
                    .asString();
            Instant answered = Instant.now();
            if (height < 1 || amount.length() < 2) {
                throw new IllegalStateException("no supply at height " + height + ": " + amount);
            }
            System.out.printf(
                    "%d %d %d %d %d%n",
                    micros(Instant.parse(args[0]), began),
                    micros(began, connected),
                    micros(connected, described),
                    micros(described, answered),
                    Memory.residentMiB());
        }
    }

    private static long micros(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1000;
    }
}
