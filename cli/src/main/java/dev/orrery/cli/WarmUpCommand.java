package dev.orrery.cli;

import dev.orrery.base.AtomicFiles;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.Owner;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * What the launcher runs once after a build, so that the virtual machine can keep what the commands load and link (JEP 483,
 * 514). They run as they do for users, on a network that never gets ready: its chain's binary is a script, which answers
 * what Orrery asks of binaries, and no node listens where they are looked for.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final List<String> FILES =
            List.of("chaind", "network.yaml", "genesis.json", "config.toml", "app.toml", "client.toml");
    private static final Endpoints NOWHERE = new Endpoints(
            "http://127.0.0.1:1", "http://127.0.0.1:1", "http://127.0.0.1:1", "0".repeat(40) + "@127.0.0.1:1");

    @Parameters(index = "0", paramLabel = "DIR")
    private Path folder = Path.of("warm-up");

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException {
        for (String file : FILES) {
            try (InputStream in = WarmUpCommand.class.getResourceAsStream("warm-up/" + file)) {
                AtomicFiles.write(
                        folder.resolve(file), Objects.requireNonNull(in, file).readAllBytes());
            }
        }
        boolean executable = folder.resolve("chaind").toFile().setExecutable(true);
        run("--help");
        run("up", "--hlep");
        run("check");
        run("render", "--out", folder.resolve("rendered").toString());
        if (executable) {
            run("up", "--timeout", "1s");
        }
        onAPublishedNetwork();
        return ExitStatus.OK;
    }

    /** The commands on a network that says that it is ready. */
    private void onAPublishedNetwork() {
        Path place = folder.toAbsolutePath().normalize().resolve(".orrery").resolve("warm-up");
        for (Backend backend : ServiceLoader.load(Backend.class)) {
            try (BackendSession session = backend.open(new NetworkPlace("warm-up", place))) {
                session.publish(description());
                run("status");
                run("status", "--json");
                run("logs");
                run("down");
            }
        }
    }

    private void run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "-n";
        all[args.length + 1] = folder.toString();
        Style style = new Style(true, true);
        Main.run(new Terminal(nowhere, nowhere, true, style, style), new StopSignal(Thread.currentThread()), all);
    }

    private static NetworkDescription description() {
        return new NetworkDescription(
                "warm-up",
                NetworkPlaces.BACKEND,
                "",
                new Owner(ProcessHandle.current().pid(), Instant.now()),
                Instant.EPOCH,
                List.of(chain("a"), chain("b")),
                List.of(new PathDescription("a<->b", end("a"), end("b"))));
    }

    private static ChainDescription chain(String name) {
        return new ChainDescription(
                name,
                name + "-1",
                "cosmos",
                118,
                "uone",
                BigDecimal.ZERO,
                "path: ./chaind",
                "",
                List.of(new NodeDescription("val1", "0".repeat(40), "0".repeat(40), BigInteger.ONE, 0, "", NOWHERE)),
                List.of(new AccountDescription("alice", "cosmos1", "")));
    }

    private static EndDescription end(String chain) {
        return new EndDescription(
                chain,
                "07-tendermint-0",
                "connection-0",
                List.of(new ChannelDescription("transfer", "channel-0", "ics20-1", "unordered")));
    }
}
