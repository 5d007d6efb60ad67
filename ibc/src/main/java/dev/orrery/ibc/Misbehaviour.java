package dev.orrery.ibc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.ClientMsgs;
import dev.orrery.ibc.internal.ClientUpdates;
import dev.orrery.ibc.internal.LightBlock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Makes validators of a test network misbehave towards a light client: they sign a second block of the same height, whose
 * application came to another state (ICS-07). The chain itself does not hear of it.
 */
public final class Misbehaviour {
    private Misbehaviour() {}

    /**
     * Shows a light client two blocks of one height. It is frozen then.
     *
     * @param holder the end whose chain holds the client
     * @param height a height of the chain that the client follows, above one that it has a consensus state of
     * @param consensusKeys the keys of validators of that chain; they must have more than two thirds of its power
     * @throws dev.orrery.base.ChainException if the chain refuses it, as when the client is expired
     * @throws InvalidInputException if these keys have signed too little of that block
     */
    public static TxResult submit(
            PathEnds path, PathEnd holder, long height, Collection<? extends Signer> consensusKeys) {
        IbcChain followed = path.opposite(holder).chain();
        Map<String, Signer> keys = new HashMap<>();
        consensusKeys.forEach(key -> keys.put(
                HexFormat.of().withUpperCase().formatHex(key.publicKey().address()), key));
        LightBlock real = followed.lightBlocks().at(height);
        LightBlock other = real.conflicting(keys);
        if (!other.isCommitted()) {
            throw new InvalidInputException(Failure.doing("signing a second block " + height + " of " + followed)
                    .expected("consensus keys of more than two thirds of the power that has signed the first")
                    .seen(keys.size() + " keys, of less")
                    .build());
        }
        ClientUpdates updates = new ClientUpdates(holder, followed, followed.lightBlocks());
        byte[] first = updates.whole(real);
        byte[] second = updates.whole(other);
        Any misbehaviour = new Any(
                "/ibc.lightclients.tendermint.v1.Misbehaviour",
                new ProtoWriter()
                        .string(1, holder.clientId())
                        .message(2, first)
                        .message(3, second)
                        .toByteArray());
        return holder.chain()
                .client()
                .tx(
                        holder.chain().signer(),
                        List.of(ClientMsgs.update(
                                holder.clientId(), misbehaviour, holder.chain().address())))
                .send();
    }
}
