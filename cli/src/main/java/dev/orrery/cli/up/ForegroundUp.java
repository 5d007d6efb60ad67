package dev.orrery.cli.up;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.util.List;

/** Brings a network up, owns it until the stop signal, and stops it. */
class ForegroundUp {
    private static final String KEEP = "what it left is cleared away; start it again and keep homes and whole logs";

    private final UpView view;
    private final StopSignal stop;
    private final String after;

    ForegroundUp(UpView view, StopSignal stop, String after) {
        this.view = view;
        this.stop = stop;
        this.after = after;
    }

    int run(NetworkSpec spec, UpOptions options) {
        try (view) {
            try {
                runUntilStopped(spec, options);
                return ExitStatus.OK;
            } catch (RuntimeException | Error e) {
                // Told here, while the view can still be drawn.
                ErrorReport error = stop.wasReceived() && e instanceof CancelledException
                        ? ErrorReport.of(stoppedEarly(spec, e))
                        : ErrorReport.of(e);
                view.failed(options.keepFolder() ? error : error.withHintForLog(KEEP, keepCommand(options)));
                return error.exitStatus();
            }
        }
    }

    private void runUntilStopped(NetworkSpec spec, UpOptions options) {
        RunningNetwork network = Orrery.up(spec, options.listener(view));
        try (network) {
            network.onNodeExit(this::nodeEnded);
            network.onCompanionExit(this::companionEnded);
            network.onRelayer(RelayerNews.to(this::relayer));
            view.ready(network.description(), after);
            OpenClassPath.open();
            ready(options);
            stop.await("running " + spec.name());
            stopping();
        }
        stopped();
    }

    private static String keepCommand(UpOptions options) {
        Path here = Path.of("").toAbsolutePath();
        Path file = options.source().orElse(here);
        Path shown = file.startsWith(here) ? here.relativize(file) : file;
        return "orrery up --keep" + NetworkPlaces.option(shown);
    }

    private static CancelledException stoppedEarly(NetworkSpec spec, Throwable cause) {
        return new CancelledException(
                Failure.doing("starting " + spec.name())
                        .seen("stopped before it was ready; nothing is left of it")
                        .build(),
                cause);
    }

    /** The network is ready, and its description was shown. */
    void ready(UpOptions options) {}

    void nodeEnded(NodeId node, int status, List<String> lastLines) {
        view.nodeEnded(node, status, lastLines);
    }

    void companionEnded(CompanionId companion, int status, List<String> lastLines) {
        view.companionEnded(companion, status, lastLines);
    }

    void relayer(RelayerNews news) {
        view.relayer(news);
    }

    void stopping() {
        view.stopping();
    }

    void stopped() {
        view.stopped();
    }
}
