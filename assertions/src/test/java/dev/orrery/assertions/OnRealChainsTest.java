package dev.orrery.assertions;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.client.Coin;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@NetworkTest("joined.yaml")
class OnRealChainsTest {
    @Test
    void balances(@ChainName("hub") Chain hub) {
        Account rich = hub.fundedAccount("5uatom");
        Account poor = hub.newAccount();

        assertThat(rich).hasBalance("5uatom").hasBalance(Coin.parse("5uatom")).hasNoBalance("uother");
        assertThat(rich).hasAtLeast("5uatom").hasAtLeast(Coin.parse("4uatom"));
        assertThat(poor).hasNoBalance("uatom").isEmpty();
        assertThatThrownBy(() -> assertThat(rich).hasAtLeast("6uatom")).hasMessageContaining("1uatom too little");
        assertThatThrownBy(() -> assertThat(rich).isEmpty()).hasMessageContaining("  5uatom");
        assertThatThrownBy(() -> assertThat(rich).hasBalance("7uatom"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(rich.address())
                .hasMessageContaining("2uatom too little");
        assertThatThrownBy(() -> assertThat(rich).hasNoBalance("uatom")).hasMessageContaining("5uatom too much");
    }

    @Test
    void channels(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        assertThat(hub.channelTo(zone)).isOpen().hasActiveClients();
        assertThat(zone.channelTo(hub)).isOpen().hasActiveClients().hasClientStatus("Active");
        assertThatThrownBy(() -> assertThat(hub.channelTo(zone)).isClosed())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected a closed channel on both sides")
                .hasMessageContaining("hub: OPEN, zone: OPEN");
        assertThatThrownBy(() -> assertThat(hub.channelTo(zone)).hasClientStatus("Frozen"))
                .hasMessageContaining("  Frozen")
                .hasMessageContaining("  Active");
    }

    @Test
    void blocks(@ChainName("hub") Chain hub) {
        assertThat(hub).producesBlocks(2).within(Duration.ofSeconds(20));
        assertThatThrownBy(() -> assertThat(hub).producesBlocks(1_000_000).within(Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1000000 blocks within 50 ms");
    }

    @Test
    void ofAssertJStayThere() {
        assertThat("one import").isEqualTo("one import");
    }
}
