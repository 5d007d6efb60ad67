package dev.orrery.engine.internal.consumers;

import dev.orrery.base.Deadline;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.internal.paths.HandshakeLog;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.OpenChannel;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.ResumedHandshake;
import dev.orrery.network.Chain;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.RelayerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Opens the path between a consumer that was just launched and its provider. Both have a light client of the other already.
 * The consumer begins the channel {@code ccv} (ICS-28), and then by itself the one that its rewards take.
 */
public final class LaunchedPath {
    /** The first client of a consumer's genesis is that of its provider. */
    private static final String CLIENT = "07-tendermint-0";

    private final BackendSession session;
    private final String name;
    private final String account;

    /** @param account the name of the account that relays, on both chains */
    LaunchedPath(BackendSession session, String name, String account) {
        this.session = session;
        this.name = name;
        this.account = account;
    }

    /** @param client the provider's light client of the consumer */
    PathDescription open(Chain provider, String client, Chain consumer, Deadline deadline) {
        ChannelRequest ccv = new ChannelRequest(
                ConsumerSpec.CONSUMER_PORT,
                ConsumerSpec.PROVIDER_PORT,
                ChannelSpec.Ordering.ORDERED.label(),
                ConsumerSpec.CHANNEL_VERSION);
        PathEnds clients =
                new PathEnds(new PathEnd(chain(consumer), CLIENT, ""), new PathEnd(chain(provider), client, ""));
        OpenPath made = HandshakeLog.run(session, name, List.of(ccv), () -> {
            Handshake handshake = Handshake.within(deadline);
            OpenPath open = session.takesOver()
                    ? ResumedHandshake.within(deadline).connect(clients, List.of(ccv))
                    : handshake.connect(clients, List.of(ccv));
            List<OpenChannel> channels = new ArrayList<>();
            PathEnd b = open.path().b();
            for (ChannelEnd begun :
                    open.path().a().chain().queries().channels(open.path().a().connectionId())) {
                if (begun.state().equals("INIT")) {
                    channels.add(handshake.complete(open.path(), open.path().a(), begun));
                } else if (!begun.port().equals(ConsumerSpec.CONSUMER_PORT)) {
                    channels.add(new OpenChannel(
                            begun, b.chain().queries().channel(begun.counterpartyPort(), begun.counterpartyId())));
                }
            }
            channels.addAll(open.channels());
            return new OpenPath(open.path(), channels);
        });
        return new PathDescription(
                name,
                end(provider, made.path().b(), made.channels(), OpenChannel::b),
                end(consumer, made.path().a(), made.channels(), OpenChannel::a),
                List.of(new RelayerDescription(RelayerSpec.Kind.EMBEDDED.label(), account, false)),
                true);
    }

    private IbcChain chain(Chain chain) {
        return new IbcChain(chain.name(), chain.client(), chain.account(account).key());
    }

    private static EndDescription end(
            Chain chain, PathEnd end, List<OpenChannel> channels, Function<OpenChannel, ChannelEnd> side) {
        return new EndDescription(
                chain.name(),
                end.clientId(),
                end.connectionId(),
                channels.stream().map(side).map(LaunchedPath::channel).toList());
    }

    private static ChannelDescription channel(ChannelEnd end) {
        boolean transfer = end.port().equals(ChannelSpec.TRANSFER_PORT);
        return new ChannelDescription(
                transfer ? ChannelSpec.TRANSFER_PORT : ConsumerSpec.CHANNEL,
                end.port(),
                end.id(),
                end.version(),
                end.ordering());
    }
}
