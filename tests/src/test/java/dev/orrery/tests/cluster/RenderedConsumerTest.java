package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.ConsumerChain;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Manifests with a consumer chain that transactions launch, and with Hermes: what takes a minute, and so is left to the long run. */
@OnTestCluster
@EnabledIfSystemProperty(named = "orrery.cluster.suites", matches = "all")
class RenderedConsumerTest {
    private static final RelayerId HERMES = new RelayerId("hub-port", "hermes");

    @TempDir
    private Path folder;

    @Test
    void isLaunchedOnceAndHermesComesBack(TestCluster cluster) {
        NetworkSpec spec = new ClusterNetworks(cluster, folder).provider("launched");
        Applied launched = Applied.render(cluster, spec, folder.resolve("manifests"));
        launched.apply();
        launched.awaitOwner();

        try (FoundNetwork found = Orrery.findElsewhere("kubernetes", launched.namespace());
                Network network = Network.attach(found.description().orElseThrow())) {
            Chain hub = network.chain("hub");
            Chain zone = network.chain("zone");
            Account bob = zone.newAccount();
            zone.account("zoe").sendCoins("7uzone").to(bob).send();
            assertThat(bob.balance("uzone")).isEqualTo(Coin.parse("7uzone"));
            transfers(hub, network.chain("port"));

            launched.kubectl("delete", "pod", "orrery-owner-0", "relayer-hub-port-hermes-0");
            transfers(hub, network.chain("port"));
            launched.awaitOwner();

            assertThat(hub.client().provider().consumerChains())
                    .extracting(ConsumerChain::chainId)
                    .containsExactly("zone-1");
            List<String> said = new ArrayList<>();
            found.readLog(HERMES, false, said::add);
            assertThat(said).isNotEmpty();
            said.clear();
            found.readLog(new RelayerId("hub-zone", "launch"), false, said::add);
            assertThat(said).anyMatch(line -> line.contains("is consumer 0 of hub already, in the phase LAUNCHED"));
        }
        launched.kubectl("delete", "namespace", launched.namespace(), "--wait=false");
    }

    private static void transfers(Chain from, Chain to) {
        from.account("alice")
                .transfer("9uatom")
                .over(from.channelTo(to))
                .to(to.newAccount())
                .send()
                .awaitAcknowledged(Deadline.after(Duration.ofSeconds(90)));
    }
}
