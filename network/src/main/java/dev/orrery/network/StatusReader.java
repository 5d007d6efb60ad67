package dev.orrery.network;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.ibc.IbcQueries;
import dev.orrery.ibc.PacketQueries;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.ChannelStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.PathStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks all nodes of a network how they are, then one node of each chain for what all of them know. Has connections of its
 * own, so that a node that hangs costs a quarter of the time for connecting, another for answering, and nobody else's.
 */
final class StatusReader {
    private static final String UNREACHABLE = "unreachable";

    private final Duration timeout;
    private final ExecutorService threads;
    private final Queue<CometRpc> opened;

    /** A node and what it said of itself; empty where it did not answer. */
    private record Answer(Node node, Optional<CometRpc> rpc, Optional<dev.orrery.client.rpc.NodeStatus> status) {
        long height() {
            return status.map(answered -> answered.head().height()).orElse(0L);
        }
    }

    private StatusReader(Deadline deadline, ExecutorService threads, Queue<CometRpc> opened) {
        this.timeout = deadline.remaining().dividedBy(4).plusMillis(1);
        this.threads = threads;
        this.opened = opened;
    }

    static NetworkStatus read(Network network, Deadline deadline) {
        Queue<CometRpc> opened = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return new StatusReader(deadline, threads, opened).read(network);
        } finally {
            opened.forEach(CometRpc::close);
        }
    }

    private NetworkStatus read(Network network) {
        List<Answer> answers = all(
                network.chains().stream()
                        .flatMap(chain -> chain.nodes().stream())
                        .toList(),
                this::ask);
        Future<List<ChainStatus>> chains =
                threads.submit(() -> all(network.chains(), chain -> chainStatus(chain, of(chain, answers))));
        List<PathStatus> paths = all(network.paths(), path -> pathStatus(path, answers));
        return new NetworkStatus(network.name(), join(chains), paths);
    }

    private Answer ask(Node node) {
        Optional<CometRpc> rpc =
                answered(() -> CometRpc.tryConnect(node.rpcUri(), timeout)).flatMap(Function.identity());
        rpc.ifPresent(opened::add);
        return new Answer(node, rpc, rpc.flatMap(connected -> answered(connected::status)));
    }

    private ChainStatus chainStatus(Chain chain, List<Answer> answers) {
        Optional<Answer> best = best(answers);
        List<ValidatorStatus> validators = best.flatMap(Answer::rpc)
                .flatMap(rpc ->
                        answered(() -> rpc.validators(best.map(Answer::height).orElse(0L))))
                .map(set -> set.stream()
                        .map(validator -> new ValidatorStatus(
                                signer(chain, validator.address()), validator.address(), validator.votingPower()))
                        .toList())
                .orElse(List.of());
        return new ChainStatus(
                chain.name(),
                chain.chainId(),
                best.map(Answer::height).orElse(0L),
                validators,
                answers.stream().map(StatusReader::nodeStatus).toList());
    }

    private static NodeStatus nodeStatus(Answer answer) {
        return new NodeStatus(
                answer.node().name(),
                answer.status()
                        .map(status -> status.catchingUp() ? "catching-up" : "running")
                        .orElse("down"),
                answer.status().map(status -> status.head().height()),
                answer.node().description().pid(),
                answer.node().endpoints(),
                answer.node().description().stages());
    }

    private static String signer(Chain chain, String consensusAddress) {
        return chain.nodes().stream()
                .filter(node -> node.consensusAddress().equals(consensusAddress))
                .map(Node::name)
                .findFirst()
                .orElse("");
    }

    private PathStatus pathStatus(RelayPath path, List<Answer> answers) {
        Future<EndStatus> a = threads.submit(() -> endStatus(path.description().a(), best(of(path.a(), answers))));
        EndStatus b = endStatus(path.description().b(), best(of(path.b(), answers)));
        return new PathStatus(path.name(), join(a), b);
    }

    private EndStatus endStatus(EndDescription end, Optional<Answer> node) {
        Optional<IbcQueries> ibc = node.flatMap(Answer::rpc).map(IbcQueries::new);
        Future<String> client = threads.submit(() -> said(ibc, it -> it.clientStatus(end.clientId())));
        boolean v2 = end.connectionId().isEmpty();
        Future<String> connection = threads.submit(() ->
                v2 ? "" : said(ibc, it -> it.connection(end.connectionId()).state()));
        List<ChannelStatus> channels = all(
                end.channels(),
                channel -> new ChannelStatus(
                        channel.port(),
                        channel.id(),
                        v2
                                ? ""
                                : said(
                                        ibc,
                                        it -> it.channel(channel.port(), channel.id())
                                                .state()),
                        pending(node, v2 ? "" : channel.port(), channel.id())));
        return new EndStatus(end.chain(), end.clientId(), join(client), end.connectionId(), join(connection), channels);
    }

    /** @param port empty in IBC v2, where packets belong to a client */
    private static Optional<Integer> pending(Optional<Answer> node, String port, String channel) {
        return node.flatMap(Answer::rpc)
                .map(PacketQueries::new)
                .flatMap(packets ->
                        answered(() -> packets.commitments(port, channel).size()));
    }

    private static List<Answer> of(Chain chain, List<Answer> answers) {
        return answers.stream().filter(answer -> answer.node().chain() == chain).toList();
    }

    /** The node that is furthest. */
    private static Optional<Answer> best(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status().isPresent())
                .max(Comparator.comparingLong(Answer::height));
    }

    private static String said(Optional<IbcQueries> ibc, Function<IbcQueries, String> question) {
        return ibc.flatMap(queries -> answered(() -> question.apply(queries))).orElse(UNREACHABLE);
    }

    /** Not answering is a finding here and not an error. */
    private static <T> Optional<T> answered(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (CancelledException e) {
            throw e;
        } catch (OrreryException e) {
            return Optional.empty();
        }
    }

    /** Asks for all of them at the same time; the answers are in the order of the questions. */
    private <Q, A> List<A> all(List<Q> questions, Function<Q, A> ask) {
        List<Future<A>> asked = questions.stream()
                .map(question -> threads.submit(() -> ask.apply(question)))
                .toList();
        return asked.stream().map(this::join).toList();
    }

    private <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("asking the network for its status")
                            .seen("an interrupt")
                            .build(),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrreryException known) {
                throw known;
            }
            throw new AssertionError("asking for the status failed in an unforeseen way", e.getCause());
        }
    }
}
