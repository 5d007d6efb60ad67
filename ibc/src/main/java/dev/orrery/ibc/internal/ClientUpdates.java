package dev.orrery.ibc.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.ValidatorInfo;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.Any;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.IbcQueries;
import dev.orrery.ibc.LightClient;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.TrustLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What brings one end's light client to a height of the other chain (ICS-02, ICS-07): nothing if it is there, else one
 * header; more only if too many of the validators that the client trusts have not signed it.
 */
public final class ClientUpdates {
    private final PathEnd holder;
    private final LightBlocks followed;
    private final IbcChain followedChain;

    public ClientUpdates(PathEnd holder, IbcChain followed, LightBlocks lightBlocks) {
        this.holder = holder;
        this.followedChain = followed;
        this.followed = lightBlocks;
    }

    /**
     * The messages that give the client a consensus state of that height.
     *
     * @throws ChainException if the chain has no such client, or the client has no consensus state below that height
     */
    public List<EncodedMsg> to(long height) {
        Height target = followedChain.height(height);
        String doing = "updating " + holder.clientId() + " of " + holder.chain() + " to height " + target;
        return Together.ask(
                doing,
                () -> behind(target, doing),
                () -> followed.at(height),
                (client, block) -> client.map(it -> to(block, target, it)).orElse(List.of()));
    }

    /** The client, unless it has a consensus state of that height. */
    private Optional<LightClient> behind(Height target, String doing) {
        IbcQueries queries = holder.chain().queries();
        return Together.ask(
                doing,
                () -> queries.hasConsensusState(holder.clientId(), target),
                () -> queries.lightClient(holder.clientId()),
                (has, client) -> has ? Optional.empty() : Optional.of(client));
    }

    private List<EncodedMsg> to(LightBlock block, Height target, LightClient client) {
        List<Any> headers = new ArrayList<>();
        extend(trusted(client, target).height(), block, client.trustLevel(), headers);
        return headers.stream()
                .map(header -> ClientMsgs.update(
                        holder.clientId(), header, holder.chain().address()))
                .toList();
    }

    /** A header with all signatures, for a height that the client may have a consensus state of already. */
    public byte[] whole(LightBlock block) {
        LightClient client = holder.chain().queries().lightClient(holder.clientId());
        Height trusted = trusted(client, followedChain.height(block.height()));
        return block.wholeHeader(trusted, followed.nextValidators(trusted.height()));
    }

    /** The highest height below the target that the client has a consensus state of. */
    private Height trusted(LightClient client, Height target) {
        if (client.latestHeight().compareTo(target) < 0) {
            return client.latestHeight();
        }
        return holder.chain().queries().consensusHeights(holder.clientId()).stream()
                .filter(height -> height.compareTo(target) < 0)
                .reduce((lower, higher) -> higher)
                .orElseThrow(() -> new ChainException(Failure.doing(
                                "updating " + holder.clientId() + " of " + holder.chain() + " to height " + target)
                        .expected("a consensus state below that height")
                        .seen("none; the newest is of " + client.latestHeight())
                        .build()));
    }

    /** Bisects where the validators have changed too much between (ICS-07; CometBFT {@code light}: skipping). */
    private void extend(long trustedHeight, LightBlock target, TrustLevel level, List<Any> headers) {
        List<ValidatorInfo> trusted = followed.nextValidators(trustedHeight);
        boolean adjacent = target.height() == trustedHeight + 1;
        if (adjacent || target.convinces(trusted, level)) {
            headers.add(target.header(followedChain.height(trustedHeight), trusted, level));
            return;
        }
        LightBlock middle = followed.at(trustedHeight + (target.height() - trustedHeight) / 2);
        extend(trustedHeight, middle, level, headers);
        extend(middle.height(), target, level, headers);
    }
}
