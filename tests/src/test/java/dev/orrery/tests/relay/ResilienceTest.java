package dev.orrery.tests.relay;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;
import static dev.orrery.tests.relay.RelayedPath.soon;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.client.Coin;
import dev.orrery.client.rpc.Head;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.ClientOptions;
import dev.orrery.ibc.ClientRecovery;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.HandshakeSteps;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.IbcQueries;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Node;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Relaying goes on after nodes were killed or chains stood still. */
@NetworkTest(value = "relay.yaml", sharing = Sharing.CLASS)
class ResilienceTest {
    private final List<Process> restarted = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : restarted) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aValidatorThatIsKilledAndComesBackLosesAndDoublesNothing(
            @ChainName("zone") Chain zone, @ChainName("port") Chain port) throws Exception {
        Channel channel = zone.channelTo(port);
        Account alice = zone.fundedAccount("100000000uzone");
        Account bob = port.newAccount();
        // Its two validators have equal power, so the chain halts while one is away.
        Node killed = port.nodes().getFirst();

        try (EmbeddedRelayer relayer =
                EmbeddedRelayer.start(RelayedPath.between(zone, port), RelayerOptions.standard())) {
            List<Packet> packets = new ArrayList<>(sent(alice, channel, bob));
            String[] command = commandOf(killed);
            signal(killed, "-KILL");
            packets.addAll(sent(alice, channel, bob));
            zone.awaitBlocks(5);
            restart(killed, command);
            packets.addAll(sent(alice, channel, bob));

            Deadline deadline = Deadline.after(Duration.ofMinutes(2));
            packets.forEach(packet -> relayer.watch().awaitAcknowledged(packet, deadline));
            assertThat(relayer.pendingPackets()).isEmpty();
        }
        assertThat(bob).hasBalance(channel.voucher(Coin.parse("60uzone")).toString());
    }

    @Test
    void aClientThatExpiredWhileItsChainStoodStillIsRecoveredAndRelayingGoesOn(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) throws Exception {
        OpenPath open = Handshake.within(soon())
                .open(
                        RelayedPath.relayedBy(hub),
                        RelayedPath.relayedBy(zone),
                        ClientOptions.standard().withTrustingPeriod(Duration.ofSeconds(6)),
                        ClientOptions.standard(),
                        List.of(ChannelRequest.transfer()));
        Account alice = hub.fundedAccount("100000000uatom");
        String onHub = open.path().a().clientId();

        Deadline deadline = soon();
        // The client is not new any more when the relayer finds it.
        Instant made = RelayedPath.relayedBy(hub).queries().newestHeaderTime(onHub);
        Head there = hub.client().awaitBlockTime(made.plusMillis(2500), deadline);
        assertThat(there.time()).isAfterOrEqualTo(made.plusMillis(2500));
        try (EmbeddedRelayer relayer = EmbeddedRelayer.start(open.path(), RelayerOptions.standard())) {
            // The relayer keeps the client alive as long as there are headers to show.
            hub.client().awaitBlockTime(made.plusSeconds(9), deadline);
            assertThat(status(hub, onHub)).isEqualTo("Active");

            for (Node node : zone.nodes()) {
                signal(node, "-STOP");
            }
            try {
                while (!status(hub, onHub).equals("Expired")) {
                    hub.client().awaitBlocks(1, deadline);
                }
            } finally {
                for (Node node : zone.nodes()) {
                    signal(node, "-CONT");
                }
            }
            zone.client().awaitBlocks(2, deadline);
            String channel = open.channels().getFirst().a().id();
            assertThatThrownBy(() -> RelayedPath.transfer(
                            alice, "5uatom", channel, zone.newAccount().address()))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("status Expired");
            Packet packet = RelayedPath.transfer(
                    zone.fundedAccount("10000000uzone"),
                    "5uzone",
                    open.channels().getFirst().b().id(),
                    alice.address());
            assertThatThrownBy(() -> relayer.watch().awaitReceived(packet, Deadline.after(Duration.ofSeconds(3))))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("sent on zone-7");

            // Once the client lives again, the relayer goes on by itself.
            IbcChain holder = open.path().a().chain();
            String substitute = new HandshakeSteps(soon())
                    .createClient(holder, open.path().b().chain(), ClientOptions.standard());
            new ClientRecovery(holder, RelayedPath.operators(hub)).recover(onHub, substitute, soon());
            relayer.watch().awaitAcknowledged(packet, soon());
        }
    }

    private static String status(Chain chain, String client) {
        return new IbcQueries(chain.client().rpc()).clientStatus(client);
    }

    private static List<Packet> sent(Account from, Channel over, Account to) {
        return RelayedPath.transfers(
                from,
                Collections.nCopies(20, Coin.parse("1" + from.chain().denom())),
                over,
                to.address(),
                RelayedPath.inAnHour());
    }

    private static void signal(Node node, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(node.description().pid()))
                .start()
                .waitFor();
    }

    /** What it was started with, as the system knows it. */
    private static String[] commandOf(Node node) throws IOException {
        Path commandLine = Path.of("/proc", String.valueOf(node.description().pid()), "cmdline");
        return Files.readString(commandLine, StandardCharsets.UTF_8).split("\0");
    }

    private void restart(Node node, String[] command) throws IOException {
        File log = Path.of(node.description().folder(), "logs", "restarted.log").toFile();
        restarted.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    }
}
