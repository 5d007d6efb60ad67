package dev.orrery.ibc.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.ValidatorInfo;
import dev.orrery.ibc.IbcChain;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Fetches a chain's light blocks; remembers validator sets, which seldom change. Thread-safe. */
public final class LightBlocks {
    private static final int REMEMBERED_SETS = 16;

    private final IbcChain chain;
    private final Map<String, List<ValidatorInfo>> sets =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED_SETS, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<ValidatorInfo>> eldest) {
                    return size() > REMEMBERED_SETS;
                }
            });

    public LightBlocks(IbcChain chain) {
        this.chain = chain;
    }

    /** The block of a height that the chain has reached. */
    public LightBlock at(long height) {
        JsonNode signed = chain.client().rpc().commit(height);
        BlockHeader header = BlockHeader.read(signed.path("header"));
        LightBlock block =
                new LightBlock(header, Commit.read(signed.path("commit")), validators(header.validatorsHash(), height));
        if (!block.isConsistent()) {
            throw new ChainException(Failure.doing("reading block " + height + " of " + chain)
                    .expected("a header that hashes to what was signed")
                    .seen("another hash: the header has fields that are not known here")
                    .build());
        }
        return block;
    }

    /** Those who sign the block after this height. */
    List<ValidatorInfo> nextValidators(long height) {
        String hash = chain.client()
                .rpc()
                .commit(height)
                .path("header")
                .path("next_validators_hash")
                .asString();
        return validators(hash, height + 1);
    }

    private List<ValidatorInfo> validators(String hash, long height) {
        List<ValidatorInfo> known = sets.get(hash);
        if (known == null) {
            known = chain.client().rpc().validators(height);
            sets.put(hash, known);
        }
        return known;
    }
}
