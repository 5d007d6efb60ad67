package dev.orrery.cli.up;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.NetworkSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The background half of {@code up --detach}: owns the network. It tells its progress as JSON on standard output, until the
 * command that started it says on standard input that it has understood. If that ends without having said so, it was
 * killed, and the network is stopped. Afterwards what there is to say goes to a file in the network's folder.
 */
final class DetachedOwner {
    /** What the command says once it knows that the network is ready. */
    static final String STAY = "stay";

    static final String LOG = "orrery.log";

    private final Terminal terminal;
    private final StopSignal stop;

    DetachedOwner(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    int run(NetworkSpec spec, UpOptions options) {
        Thread.ofPlatform().daemon().name("starter").start(() -> {
            if (!toldToStay()) {
                stop.raise();
            }
        });
        JsonUpView toStarter = new JsonUpView(terminal);
        return new ForegroundUp(toStarter, stop, "") {
            private UpView view = toStarter;

            @Override
            void ready(UpOptions ready) {
                PrintStream log = log(ready.folder().resolve(LOG));
                System.setOut(log);
                System.setErr(log);
                view = new PlainUpView(Terminal.plain(log, log));
            }

            @Override
            void nodeEnded(NodeId node, int status, List<String> lastLines) {
                view.nodeEnded(node, status, lastLines);
            }

            @Override
            void companionEnded(CompanionId companion, int status, List<String> lastLines) {
                view.companionEnded(companion, status, lastLines);
            }

            @Override
            void relayer(RelayerNews news) {
                view.relayer(news);
            }

            @Override
            void stopping() {}

            @Override
            void stopped() {}
        }.run(spec, options);
    }

    private static boolean toldToStay() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return STAY.equals(in.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    private static PrintStream log(Path file) {
        try {
            return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("opening " + file).seen(e.toString()).build(), e);
        }
    }
}
