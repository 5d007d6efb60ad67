package dev.orrery.ibc.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.ValidatorInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Fetches a chain's light blocks (ICS-07); remembers validator sets, which seldom change. Thread-safe. */
public final class LightBlocks {
    private static final int REMEMBERED = 16;

    private final String chain;
    private final Supplier<CometRpc> node;
    private final Map<String, List<ValidatorInfo>> sets = newest();
    /** Light clients are mostly updated from where they were updated to last. */
    private final Map<Long, String> nextHashes = newest();

    /**
     * @param chain what people call it
     * @param node the node that is asked now: another one after a failover
     */
    public LightBlocks(String chain, Supplier<CometRpc> node) {
        this.chain = chain;
        this.node = node;
    }

    /** The block of a height that the chain has reached. */
    public LightBlock at(long height) {
        JsonNode signed = node.get().commit(height);
        BlockHeader header = BlockHeader.read(signed.path("header"));
        LightBlock block =
                new LightBlock(header, Commit.read(signed.path("commit")), validators(header.validatorsHash(), height));
        if (!block.isConsistent()) {
            throw new ChainException(Failure.doing("reading block " + height + " of " + chain)
                    .expected("a header that hashes to what was signed")
                    .seen("another hash: the header has fields that are not known here")
                    .build());
        }
        nextHashes.put(height, block.nextValidatorsHash());
        return block;
    }

    /** Those who sign the block after this height. */
    List<ValidatorInfo> nextValidators(long height) {
        String hash = nextHashes.get(height);
        if (hash == null) {
            hash = node.get()
                    .commit(height)
                    .path("header")
                    .path("next_validators_hash")
                    .asString();
        }
        return validators(hash, height + 1);
    }

    private List<ValidatorInfo> validators(String hash, long height) {
        List<ValidatorInfo> known = sets.get(hash);
        if (known == null) {
            known = node.get().validators(height);
            sets.put(hash, known);
        }
        return known;
    }

    private static <K, V> Map<K, V> newest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        });
    }
}
