package dev.orrery.tests.client.modules;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.modules.Bank;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.modules.Ibc;
import dev.orrery.client.modules.InterchainAccounts;
import dev.orrery.client.modules.Transfer;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ibc-go's core, transfers and interchain accounts. */
@NetworkTest(Modules.NETWORK)
class IbcModulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void lightClientsConnectionsAndChannelsAreListed(String name, Network network) {
        Chain chain = network.chain(name);
        Chain other = network.chain(name.equals("hub") ? "provider" : "hub");
        Channel channel = chain.channelTo(other);
        Ibc ibc = chain.client().ibc();

        assertThat(ibc.clientStatus(channel.clientId())).isEqualTo("Active");
        assertThat(ibc.client(channel.clientId()).chainId()).contains(other.chainId());
        assertThat(ibc.client(channel.clientId()).latestHeight().orElseThrow().revisionHeight())
                .isPositive();
        assertThat(ibc.clients()).extracting(Ibc.LightClient::clientId).contains(channel.clientId());
        Ibc.Connection connection = ibc.connection(channel.connectionId());
        assertThat(connection.state()).isEqualTo("STATE_OPEN");
        assertThat(connection.counterparty().connectionId())
                .isEqualTo(channel.counterparty().connectionId());
        assertThat(ibc.connections()).contains(connection);
        Ibc.Channel end = ibc.channel(channel.port(), channel.id());
        assertThat(end.isOpen()).isTrue();
        assertThat(end.counterparty())
                .isEqualTo(new Ibc.ChannelCounterparty(
                        "transfer", channel.counterparty().id()));
        assertThat(ibc.channels()).contains(end);
        assertThat(ibc.channels(channel.connectionId())).contains(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void aTransferEscrowsItsCoins(String name, Network network) {
        Chain chain = network.chain(name);
        Chain other = network.chain(name.equals("hub") ? "provider" : "hub");
        Channel channel = chain.channelTo(other);
        Account alice = chain.fundedAccount("5000000uatom");
        Transfer transfer = chain.client().transfer();
        Coin before = transfer.totalEscrow("uatom");

        TxResult sent = Modules.send(
                alice,
                Transfer.transfer(
                        alice.address(),
                        channel.id(),
                        Coin.parse("1000uatom"),
                        other.newAccount().address(),
                        Transfer.Timeout.at(Instant.now().plus(Duration.ofHours(1)))),
                Transfer.transfer(
                        alice.address(),
                        "transfer",
                        channel.id(),
                        Coin.parse("5uatom"),
                        other.newAccount().address(),
                        new Transfer.Timeout(
                                Optional.of(new Transfer.Height(1, 1_000_000)),
                                Optional.of(Instant.now().plus(Duration.ofHours(1)))),
                        "{\"note\":\"for middleware\"}"));

        long sequence =
                Long.parseLong(sent.attribute("send_packet", "packet_sequence").orElseThrow());
        assertThat(chain.client().ibc().pendingPackets("transfer", channel.id()))
                .contains(sequence, sequence + 1);
        assertThat(transfer.totalEscrow("uatom")).isEqualTo(before.plus(Coin.parse("1005uatom")));
        String escrow = transfer.escrowAddress("transfer", channel.id());
        assertThat(chain.client().balance(escrow, "uatom").amount())
                .isGreaterThanOrEqualTo(Coin.parse("1005uatom").amount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void aVoucherIsTracedInEveryGeneration(String name, Network network) {
        Chain chain = network.chain(name);
        Account alice = chain.fundedAccount("50000000uatom");
        Account bob = chain.newAccount();
        LocalChannel channel = LocalChannel.open(alice, "transfer", "transfer", "ics20-1");

        channel.receive(Modules.send(
                alice,
                Transfer.transfer(
                        alice.address(),
                        channel.channelA(),
                        Coin.parse("7uatom"),
                        bob.address(),
                        Transfer.Timeout.at(Instant.now().plus(Duration.ofHours(1))))));

        Coin voucher = bob.balances().getFirst();
        Denom trace = chain.client().transfer().trace(voucher.denom());
        assertThat(voucher.amount()).isEqualTo(7);
        assertThat(trace.base()).isEqualTo("uatom");
        assertThat(trace.hops()).containsExactly(new Denom.Hop("transfer", channel.channelB()));
        assertThat(trace).hasToString("transfer/" + channel.channelB() + "/uatom");
    }

    @Test
    void anInterchainAccountDoesWhatItsOwnerSays(@ChainName("hub") Chain hub) {
        Account owner = hub.fundedAccount("50000000uatom");
        Account bob = hub.newAccount();
        InterchainAccounts accounts = hub.client().interchainAccounts();
        String connection = LocalChannel.CONNECTION;
        TxResult registered = Modules.send(
                owner, InterchainAccounts.register(owner.address(), connection, InterchainAccounts.Ordering.UNORDERED));
        LocalChannel channel = LocalChannel.complete(
                owner,
                InterchainAccounts.port(owner.address()),
                registered.attribute("channel_open_init", "channel_id").orElseThrow(),
                "icahost");
        String account = accounts.address(owner.address(), connection);
        owner.sendCoins("1000uatom").to(account).send();

        channel.receive(Modules.send(
                owner,
                InterchainAccounts.sendTx(
                        owner.address(),
                        connection,
                        Duration.ofHours(1),
                        List.of(
                                hub.client().encode(Bank.send(account, bob.address(), Coin.parse("30uatom"))),
                                hub.client().encode(Bank.send(account, bob.address(), Coin.parse("4uatom")))))));

        assertThat(bob).hasBalance("34uatom");
        assertThat(accounts.controllerEnabled()).isTrue();
        assertThat(accounts.hostParams().hostEnabled()).isTrue();
        assertThat(accounts.hostParams().allowMessages()).containsExactly("*");
    }
}
