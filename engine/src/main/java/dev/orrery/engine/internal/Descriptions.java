package dev.orrery.engine.internal;

import dev.orrery.binaries.Binary;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.internal.paths.PathIds;
import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.engine.plan.internal.KeyFiles;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.Owner;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkDescription.StageDescription;
import dev.orrery.spec.RelayerSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Tells others what runs where; of the paths, those that are open. */
public final class Descriptions {
    private Descriptions() {}

    /** What only chains that run have, and none whose plan is written down. */
    interface Running {
        long pid(NodeId node);

        String folder(NodeId node);

        /** Those that the node has left. */
        List<StageDescription> stages(NodeId node);

        /** Of the chain's binary; empty if that says nothing about the chain's protobufs. */
        String sha256(String chain);
    }

    /** The chains of a network that this process starts. */
    public static Running running(
            ChainBinaries binaries, Map<NodeId, RunningNode> nodes, BackendSession session, Events events) {
        return new Running() {
            @Override
            public long pid(NodeId node) {
                return Objects.requireNonNull(nodes.get(node)).pid();
            }

            @Override
            public String folder(NodeId node) {
                return session.folder(node).toString();
            }

            @Override
            public List<StageDescription> stages(NodeId node) {
                return events.stages(node);
            }

            @Override
            public String sha256(String chain) {
                Binary binary = binaries.binary(chain);
                return binary.isScript() ? "" : binary.sha256();
            }
        };
    }

    static NetworkDescription of(
            Layout layout,
            UpOptions options,
            Map<String, PathIds> open,
            Map<String, ChainPlan> plans,
            Running running) {
        List<ChainDescription> chains = layout.chains().stream()
                .filter(chain -> plans.containsKey(chain.name()))
                .map(chain -> chain(chain, Objects.requireNonNull(plans.get(chain.name())), running))
                .toList();
        Set<Set<String>> joined = new HashSet<>();
        List<PathDescription> paths = layout.paths().stream()
                .filter(path -> open.containsKey(path.name()))
                .map(path -> path(
                        path,
                        Objects.requireNonNull(open.get(path.name())),
                        joined.add(Set.of(path.a().chain(), path.b().chain()))))
                .toList();
        ProcessHandle self = ProcessHandle.current();
        return new NetworkDescription(
                layout.name(),
                options.backend(),
                options.source().map(file -> file.toAbsolutePath().toString()).orElse(""),
                options.folder().toAbsolutePath().normalize().toString(),
                new Owner(self.pid(), self.info().startInstant().orElse(Instant.EPOCH)),
                layout.genesisTime(),
                chains,
                paths);
    }

    public static ChainDescription chain(ChainLayout chain, ChainPlan plan, Running running) {
        List<NodeDescription> nodes = chain.nodes().stream()
                .map(node -> node(
                        node,
                        node.operator().map(operator -> account(operator, plan)),
                        running.pid(node.id()),
                        running.folder(node.id()),
                        running.stages(node.id())))
                .toList();
        List<AccountDescription> accounts =
                chain.accounts().stream().map(account -> account(account, plan)).toList();
        return new ChainDescription(
                chain.name(),
                chain.chainId(),
                plan.prefix(),
                chain.spec().coinType(),
                chain.spec().keys().typeUrl(),
                chain.spec().denom(),
                chain.spec().gasPrice(),
                chain.spec().binary().describe(),
                running.sha256(chain.name()),
                nodes,
                accounts);
    }

    private static AccountDescription account(AccountLayout account, ChainPlan plan) {
        return new AccountDescription(
                account.name(),
                account.key().address(plan.prefix()),
                account.mnemonic().phrase());
    }

    private static NodeDescription node(
            NodeLayout node,
            Optional<AccountDescription> operator,
            long pid,
            String folder,
            List<StageDescription> stages) {
        NodeAddress.Door address = node.address().users();
        String http = "http://" + address.host() + ":";
        String nodeId = KeyFiles.nodeId(node);
        return new NodeDescription(
                node.id().node(),
                nodeId,
                KeyFiles.consensusAddress(node),
                node.stake(),
                pid,
                folder,
                new Endpoints(
                        http + address.rpc(),
                        http + address.grpc(),
                        http + address.rest(),
                        nodeId + "@" + address.host() + ":" + address.p2p(),
                        address.jsonRpc().isPresent()
                                ? Optional.of(http + address.jsonRpc().getAsInt())
                                : Optional.empty()),
                operator,
                stages);
    }

    private static PathDescription path(PathLayout path, PathIds open, boolean canonical) {
        List<RelayerDescription> relayers = IntStream.range(
                        0, path.spec().relayers().size())
                .mapToObj(i -> relayer(path, i))
                .toList();
        return new PathDescription(path.name(), end(path.a(), open.a()), end(path.b(), open.b()), relayers, canonical);
    }

    private static RelayerDescription relayer(PathLayout path, int index) {
        RelayerSpec relayer = path.spec().relayers().get(index);
        String kind = relayer.kind().label();
        return new RelayerDescription(
                kind,
                path.spec().relayerNames().get(index),
                path.a().relayers().get(index).name(),
                relayer.backup(),
                Optional.empty());
    }

    private static EndDescription end(PathEnd end, PathEnd.Open open) {
        return new EndDescription(
                end.chain(),
                open.clientId(),
                open.connectionId(),
                open.channels().stream()
                        .map(channel -> new ChannelDescription(
                                channel.spec().name(),
                                channel.port(),
                                channel.id(),
                                channel.spec().version(),
                                channel.spec().ordering().label()))
                        .toList());
    }
}
