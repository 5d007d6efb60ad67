package dev.orrery.tests.relayers;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.client.Coin;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.relayers.HermesPlanner;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkDescription.RelayerProcess;
import dev.orrery.network.RelayPath;
import dev.orrery.network.SentTransfer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real Hermes between real chains of three generations: on paths that are open at genesis, and
 * on one that handshakes opened.
 */
@Tag("full")
@NetworkTest(value = "hermes.yaml", sharing = Sharing.CLASS)
class HermesTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {"hub-zone", "shaken", "guarded", "zone-isle", "late"})
    void itRelaysBothWays(String name, Network network) {
        RelayPath path = network.path(name);
        for (Chain from : List.of(path.a(), path.b())) {
            Channel channel = path.channels(from).getFirst();
            Coin coin = Coin.parse("1000" + from.denom());
            Account sender = from.fundedAccount("1000000" + from.denom());
            Account receiver = channel.counterparty().chain().newAccount();

            sender.transfer(coin).over(channel).to(receiver).send().awaitAcknowledged(Deadline.after(LONG));

            assertThat(receiver).hasBalance(channel.voucher(coin));
        }
    }

    /** Whoever is later finds the packet delivered; nothing arrives twice. */
    @Test
    void besideTheEmbeddedRelayerNothingIsDoubled(Network network) {
        RelayPath path = network.path("both");
        Channel channel = path.channels(path.a()).getFirst();
        Account sender = path.a().fundedAccount("1000000uzone");
        Account receiver = path.b().newAccount();
        List<SentTransfer> sent = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            sent.add(sender.transfer("10uzone").over(channel).to(receiver).send());
        }
        sent.forEach(transfer -> transfer.awaitAcknowledged(Deadline.after(LONG)));

        assertThat(ProcessHandle.of(process(path, "hermes").pid())).hasValueSatisfying(ProcessHandle::isAlive);
        assertThat(receiver).hasBalance(channel.voucher(Coin.parse("100uzone")));
    }

    @Test
    void eachPathHasOneOfItsOwnThatAnswersOnTheLoopbackAddress(Network network) throws Exception {
        List<RelayPath> paths = List.of(network.path("hub-zone"), network.path("shaken"));
        List<URI> endpoints = paths.stream()
                .map(path -> URI.create(process(path, "hermes").endpoint()))
                .toList();

        assertThat(endpoints)
                .doesNotHaveDuplicates()
                .allMatch(uri -> uri.getHost().equals("127.0.0.1"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (RelayPath path : paths) {
                URI state = URI.create(process(path, "hermes").endpoint()).resolve("/state");
                assertThat(http.send(HttpRequest.newBuilder(state).build(), BodyHandlers.ofString())
                                .body())
                        .contains(path.a().chainId(), path.b().chainId(), "\"status\":\"success\"");
            }
        }
    }

    @Test
    void itsKeysAreForTheirOwnerAlone(Network network) throws IOException {
        Path home = Path.of(process(network.path("hub-zone"), "hermes").folder(), "home");
        List<Path> secrets = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(file -> file.toString().endsWith(".mnemonic")
                            || file.toString().contains("/keys/"))
                    .filter(Files::isRegularFile)
                    .forEach(secrets::add);
        }

        assertThat(secrets)
                .hasSize(4)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void itsLogCanBeReadAndHoldsNoKey(Network network) {
        List<String> lines = new ArrayList<>();
        Orrery.find(Path.of(network.description().folder()), "process")
                .orElseThrow()
                .readLog(new RelayerId("hub-zone", "hermes"), false, lines::add);
        String mnemonic = network.chain("hub").description().accounts().stream()
                .filter(account -> account.name().equals("relayer-hub-zone"))
                .findFirst()
                .orElseThrow()
                .mnemonic();

        assertThat(lines)
                .anyMatch(line -> line.contains("start of paths/hub-zone/hermes"))
                .anyMatch(line -> line.contains("Hermes has started"))
                .noneMatch(line -> line.contains(mnemonic));
    }

    @Test
    void aBackupIsStartedWhenTheFirstIsLost(Network network) {
        RelayPath path = network.path("guarded");
        assertThat(process(path, "hermes-2").pid()).isZero();
        Channel channel = path.channels(path.a()).getFirst();
        Account sender = path.a().fundedAccount("1000000uatom");

        kill(process(path, "hermes"));

        sender.transfer(Coin.parse("1000uatom"))
                .over(channel)
                .to(path.b().newAccount())
                .send()
                .awaitAcknowledged(Deadline.after(LONG));
    }

    /** Long before it would find something lying for 30 blocks. */
    @Test
    void theEmbeddedRelayerTakesOverAsABackupToo(Network network) {
        RelayPath path = network.path("zone-isle");
        Channel channel = path.channels(path.a()).getFirst();
        Account sender = path.a().fundedAccount("1000000uzone");
        long height = path.b().height();

        kill(process(path, "hermes"));

        sender.transfer(Coin.parse("1000uzone"))
                .over(channel)
                .to(path.b().newAccount())
                .send()
                .awaitAcknowledged(Deadline.after(LONG));
        assertThat(path.b().height() - height).isLessThan(30);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void itStepsInAsABackupOfTheEmbeddedRelayer(Network network) {
        RelayPath path = network.path("watched");
        assertThat(process(path, "hermes").pid()).isZero();
        path.hold();

        path.a()
                .faucet()
                .transfer(Coin.parse("1000uzone"))
                .over(path.channels(path.a()).getFirst())
                .to(path.b().newAccount())
                .send()
                .awaitAcknowledged(Deadline.after(LONG));

        path.release();
    }

    /** With the configuration and keys that it was given; packets that were sent meanwhile are cleared. */
    @Test
    void oneThatWasKilledGoesOnWhenItIsStartedAgain(Network network) throws IOException {
        RelayPath path = network.path("lost");
        RelayerProcess killed = process(path, "hermes");
        Channel channel = path.channels(path.a()).getFirst();
        Account sender = path.a().fundedAccount("1000000uatom");
        Account receiver = path.b().newAccount();
        Coin coin = Coin.parse("10uatom");
        List<SentTransfer> sent = new ArrayList<>();

        sent.add(sender.transfer(coin).over(channel).to(receiver).send());
        kill(killed);
        for (int i = 0; i < 4; i++) {
            sent.add(sender.transfer(coin).over(channel).to(receiver).send());
        }
        Path executable = new Binaries(OrreryCache.standard())
                .get(HermesPlanner.DEFAULT_BINARY, BuildProgress.SILENT)
                .executable();
        Process again = new ProcessBuilder(
                        executable.toString(),
                        "--config",
                        Path.of(killed.folder(), "home", "config.toml").toString(),
                        "start")
                .redirectErrorStream(true)
                .redirectOutput(Path.of(killed.folder(), "logs", "again.log").toFile())
                .start();
        try {
            sent.forEach(transfer -> transfer.awaitAcknowledged(Deadline.after(LONG)));
        } finally {
            again.destroy();
            again.onExit().join();
        }

        assertThat(receiver).hasBalance(channel.voucher(Coin.parse("50uatom")));
    }

    private static RelayerProcess process(RelayPath path, String relayer) {
        return path.description().relayers().stream()
                .filter(it -> it.name().equals(relayer))
                .findFirst()
                .flatMap(RelayerDescription::process)
                .orElseThrow();
    }

    private static void kill(RelayerProcess process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }
}
