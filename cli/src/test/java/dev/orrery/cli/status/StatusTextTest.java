package dev.orrery.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.cli.terminal.Style;
import org.junit.jupiter.api.Test;

class StatusTextTest {
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
