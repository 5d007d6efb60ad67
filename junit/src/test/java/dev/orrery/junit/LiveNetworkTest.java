package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The handles of a network on the network itself. */
@NetworkTest("two-chains.yaml")
class LiveNetworkTest {
    @Test
    void tellsHowItIs(Network network) {
        NetworkStatus status = network.status(Deadline.after(Duration.ofSeconds(20)));

        assertThat(status.chains()).extracting(ChainStatus::name).containsExactly("hub", "zone");
        ChainStatus hub = status.chains().getFirst();
        assertThat(hub.height()).isPositive();
        assertThat(hub.nodes()).extracting(NodeStatus::name).containsExactly("val1", "val2");
        assertThat(hub.nodes()).extracting(NodeStatus::state).containsOnly("running");
        assertThat(hub.nodes())
                .allSatisfy(node -> assertThat(ProcessHandle.of(node.pid())).isPresent());
        assertThat(hub.validators()).extracting(ValidatorStatus::node).containsExactlyInAnyOrder("val1", "val2");
        assertThat(hub.validators()).allMatch(validator -> validator.votingPower() > 0);
        EndStatus end = status.paths().getFirst().a();
        assertThat(List.of(
                        end.clientStatus(),
                        end.connectionState(),
                        end.channels().getFirst().state()))
                .containsExactly("Active", "OPEN", "OPEN");
    }

    @Test
    void fundsAccountsForManyThreadsAtOnce(@ChainName("hub") Chain hub) throws Exception {
        List<Future<Account>> funded = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                funded.add(threads.submit(() -> hub.fundedAccount("1000uatom")));
            }
        }

        for (Future<Account> account : funded) {
            assertThat(account.get().balances()).containsExactly(Coin.parse("1000uatom"));
        }
    }

    @Test
    void knowsTheAccountsOfItsFile(@ChainName("hub") Chain hub) {
        assertThat(hub.account("alice").balance("uatom")).isEqualTo(Coin.parse("1000000uatom"));
    }

    @Test
    void quotesTheChainWhenItRefuses(@ChainName("hub") Chain hub) {
        Account poor = hub.fundedAccount("10uatom");

        assertThatThrownBy(
                        () -> poor.sendCoins("1000uatom").to(hub.newAccount()).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("insufficient f");
    }

    @Test
    void waitsForBlocks(@ChainName("zone") Chain zone) {
        long before = zone.height();

        assertThat(zone.awaitBlocks(2)).isGreaterThanOrEqualTo(before + 2);
        assertThat(zone.node("val1").rpc().status().chainId()).isEqualTo(zone.chainId());
    }
}
