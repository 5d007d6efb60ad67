package dev.orrery.benchmarks.client;

import dev.orrery.base.AtomicFiles;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** CosmJS, the client that most programs for Cosmos chains use, in a process of its own. */
final class CosmJsLoad implements Load {
    private static final List<String> FILES = List.of("package.json", "load.mjs", "first-query.mjs");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Chain chain;
    private final String recipient;
    private final int warmUp;
    private final Path folder;
    private long mostMemoryKiB;

    private CosmJsLoad(Chain chain, String recipient, int warmUp, Path folder) {
        this.chain = chain;
        this.recipient = recipient;
        this.warmUp = warmUp;
        this.folder = folder;
    }

    /**
     * Has npm install it, at its first use.
     *
     * @param cache where to
     */
    static CosmJsLoad installed(Chain chain, String recipient, int warmUp, Path cache) {
        for (String file : FILES) {
            AtomicFiles.write(cache.resolve(file), resource(file));
        }
        if (!Files.isDirectory(cache.resolve("node_modules/@cosmjs/stargate"))) {
            Programs.run(
                    cache,
                    List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"),
                    "");
        }
        return new CosmJsLoad(chain, recipient, warmUp, cache);
    }

    @Override
    public String label() {
        return "CosmJS";
    }

    @Override
    public Sent run(int accounts, int transactions) {
        ObjectNode load = JSON.createObjectNode()
                .put("rpc", chain.nodes().getFirst().endpoints().rpc())
                .put("chainId", chain.chainId())
                .put("prefix", chain.prefix())
                .put("denom", chain.denom())
                .put("recipient", recipient)
                .put("gas", Senders.GAS)
                .put("fee", Senders.FEE)
                .put("count", transactions)
                .put("warmUp", warmUp);
        ArrayNode mnemonics = load.putArray("mnemonics");
        for (Account account : Senders.of(chain, accounts)) {
            mnemonics.add(chain.keyring().mnemonic(account.name()).orElseThrow().phrase());
        }
        JsonNode answer = JSON.readTree(Programs.run(folder, List.of("node", "load.mjs"), load.toString()));
        mostMemoryKiB = Math.max(mostMemoryKiB, answer.path("maxRssKiB").asLong());
        return new Sent(transactions, nanos(answer, "nanos"), nanos(answer, "cpuNanos"));
    }

    /**
     * One query in a process of its own.
     *
     * @return the microseconds of its parts, and the most memory that it took, in MiB
     */
    String firstQuery(Instant started) {
        return Programs.run(
                folder,
                List.of(
                        "node",
                        "first-query.mjs",
                        started.toString(),
                        chain.nodes().getFirst().endpoints().rpc(),
                        chain.denom()),
                "");
    }

    /** The versions of the programs that were measured. */
    String versions() {
        JsonNode installed = JSON.readTree(folder.resolve("node_modules/@cosmjs/stargate/package.json"));
        return "@cosmjs/stargate " + installed.path("version").asString() + ", node "
                + Programs.run(folder, List.of("node", "--version"), "").strip();
    }

    /** Peak resident memory of its process. */
    long mostMemoryMiB() {
        return mostMemoryKiB / 1024;
    }

    private static Duration nanos(JsonNode answer, String name) {
        return Duration.ofNanos(Long.parseLong(answer.path(name).asString()));
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(CosmJsLoad.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
