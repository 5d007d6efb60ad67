package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.TxResult;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A transaction is found by its block where a node's index does not have it: here, because there is none. */
@NetworkTest(value = "unindexed.yaml", sharing = Sharing.CLASS)
class UnindexedTest {
    private static final int BLOCKS_LOOKED_THROUGH = 16;

    private final Deadline soon = Deadline.after(Duration.ofSeconds(30));

    @Test
    void aTransactionOfOneOfTheNewestBlocksIsFound(Chain hub) {
        ChainClient client = hub.client();
        Account alice = hub.fundedAccount("1000000uatom");

        TxResult sent = alice.sendCoins("5uatom").to(hub.newAccount()).send();

        assertThatThrownBy(() -> client.rpc().tx(sent.hash()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("indexing is disabled");
        assertThat(client.blocks().tx(sent.hash(), soon)).hasValueSatisfying(found -> {
            assertThat(found.path("hash").asString()).isEqualTo(sent.hash());
            assertThat(found.path("height").asLong()).isEqualTo(sent.height());
            assertThat(found.at("/tx_result/gas_used").asLong()).isEqualTo(sent.gasUsed());
        });
        assertThat(client.awaitTx(sent.hash(), soon)).isEqualTo(sent);
        assertThat(client.blocks().txIn(sent.height() - 1, sent.hash(), soon)).isEmpty();
    }

    @Test
    void whatIsInNoneOfThemIsNotThere(Chain hub) {
        ChainClient client = hub.client();
        TxResult old = hub.faucet().sendCoins("5uatom").to(hub.newAccount()).send();
        client.awaitBlock(old.height() + BLOCKS_LOOKED_THROUGH, soon);

        assertThat(client.blocks().tx(old.hash(), soon)).isEmpty();
        assertThat(client.blocks().tx("0".repeat(64), soon)).isEmpty();
        assertThat(client.blocks().txIn(old.height(), old.hash(), soon)).isPresent();
    }
}
