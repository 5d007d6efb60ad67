package dev.orrery.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.cli.terminal.Style;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void validatorsWhoseNodesAreDownAreNamedWithTheirPower() {
        ChainStatus up = Samples.STATUS.chains().getFirst();
        ChainStatus chain = new ChainStatus(
                up.name(),
                up.chainId(),
                up.height(),
                List.of(up.validators().getFirst(), new ValidatorStatus("val2", Samples.CONSENSUS, 500)),
                up.nodes());

        assertThat(StatusText.lines(new NetworkStatus("net", List.of(chain), List.of()), Style.PLAIN))
                .first()
                .isEqualTo(
                        "hub  chain ID hub-1, height 12, 2 validators, voting power 2500, of which 500 are down: val2");
    }

    @Test
    void statusShowsNodesAndPathsInColumns() {
        assertThat(StatusText.lines(Samples.STATUS, Style.PLAIN))
                .containsExactly(
                        "hub  chain ID hub-1, height 12, 1 validator, voting power 2000",
                        "  NODE  STATE    HEIGHT  POWER  PID   RPC                     GRPC                   REST",
                        "  val1  running  12      2000   4711  http://127.0.0.1:26657  http://127.0.0.1:9090 "
                                + " http://127.0.0.1:1317",
                        "  val2  down     -       -      -     http://127.0.0.1:26657  http://127.0.0.1:9090 "
                                + " http://127.0.0.1:1317",
                        "",
                        "hub-zone",
                        "  CHAIN  CLIENT           STATUS  CONNECTION    STATE  CHANNELS",
                        "  hub    07-tendermint-0  Active  connection-0  OPEN   transfer/channel-0 OPEN, 2 pending",
                        "  zone   07-tendermint-0  Active  connection-0  OPEN   transfer/channel-0 OPEN, 2 pending");
    }
}
