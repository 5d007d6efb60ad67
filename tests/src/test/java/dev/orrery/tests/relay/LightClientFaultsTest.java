package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;
import static dev.orrery.tests.relay.RelayedPath.relayedBy;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.ibc.ClientOptions;
import dev.orrery.ibc.ClientRecovery;
import dev.orrery.ibc.HandshakeSteps;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.Misbehaviour;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.RelaySteps;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Chain;
import dev.orrery.tests.ConsensusKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of light clients that are not kept alive or are lied to, on both generations. */
@NetworkTest("relay.yaml")
class LightClientFaultsTest {
    private static final ClientOptions SHORT = ClientOptions.standard().withTrustingPeriod(Duration.ofSeconds(4));

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aClientThatNobodyUpdatesExpiresAndIsRecoveredByAVote(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        expireAndRecover(hub, zone);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void soDoesOneOfTheOtherGeneration(@ChainName("zone") Chain zone, @ChainName("port") Chain port) {
        expireAndRecover(zone, port);
    }

    @Test
    void validatorsThatSignTwoBlocksOfOneHeightFreezeTheClient(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        for (Chain holder : List.of(hub, zone)) {
            Chain followed = holder == hub ? zone : hub;
            PathEnds path = clients(holder, followed, ClientOptions.standard());
            followed.awaitBlocks(1);

            assertThatThrownBy(() -> Misbehaviour.submit(
                            path,
                            path.a(),
                            followed.height(),
                            consensusKeys(followed).subList(0, 1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("two thirds");
            Misbehaviour.submit(path, path.a(), followed.height(), consensusKeys(followed));

            IbcChain chain = path.a().chain();
            assertThat(chain.queries().clientStatus(path.a().clientId())).isEqualTo("Frozen");
            assertThat(chain.queries().lightClient(path.a().clientId()).frozen())
                    .isTrue();
            assertThatThrownBy(() -> new RelaySteps(path).updateClient(path.a()))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("Frozen");
        }
    }

    @Test
    void anUpdateToAHeightBelowTheNewestFillsTheGap(@ChainName("zone") Chain zone, @ChainName("port") Chain port) {
        PathEnds path = clients(zone, port, ClientOptions.standard());
        RelaySteps steps = new RelaySteps(path);
        IbcChain followed = path.b().chain();
        port.awaitBlocks(6);
        long newest = steps.updateClient(path.a()).height();

        assertThat(steps.updateClient(path.a(), newest - 3)).isPresent();
        assertThat(steps.updateClient(path.a(), newest - 3)).isEmpty();

        IbcChain holder = path.a().chain();
        assertThat(holder.queries().consensusHeights(path.a().clientId()))
                .contains(followed.height(newest), followed.height(newest - 3));
        assertThat(holder.queries().lightClient(path.a().clientId()).latestHeight())
                .isEqualTo(followed.height(newest));
    }

    private static void expireAndRecover(Chain holderChain, Chain followed) {
        PathEnds path = clients(holderChain, followed, SHORT);
        IbcChain holder = path.a().chain();
        String expired = path.a().clientId();
        while (!holder.queries().clientStatus(expired).equals("Expired")) {
            holderChain.awaitBlocks(1);
        }
        assertThatThrownBy(() -> new RelaySteps(path).updateClient(path.a()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("Expired");

        // The substitute must be alive when the vote is counted, so it trusts for longer.
        String substitute = new HandshakeSteps(soon())
                .createClient(holder, path.b().chain(), SHORT.withTrustingPeriod(Duration.ofHours(1)));
        new ClientRecovery(holder, RelayedPath.operators(holderChain)).recover(expired, substitute, soon());

        assertThat(holder.queries().clientStatus(expired)).isEqualTo("Active");
        new RelaySteps(path).updateClient(path.a());
    }

    /** Two fresh clients; no connection is needed here. */
    private static PathEnds clients(Chain holder, Chain followed, ClientOptions options) {
        IbcChain a = relayedBy(holder);
        IbcChain b = relayedBy(followed);
        String client = new HandshakeSteps(soon()).createClient(a, b, options);
        return new PathEnds(new PathEnd(a, client, ""), new PathEnd(b, "", ""));
    }

    private static List<Ed25519Key> consensusKeys(Chain chain) {
        return chain.nodes().stream().map(ConsensusKeys::of).toList();
    }
}
