package dev.orrery.cli;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.util.List;

/** Brings a network up, owns it until the stop signal, and stops it. */
class ForegroundUp {
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
                view.failed(error);
                return error.exitStatus();
            }
        }
    }

    private void runUntilStopped(NetworkSpec spec, UpOptions options) {
        RunningNetwork network = Orrery.up(spec, options.listener(view));
        try (network;
                NodeWatch watch = new NodeWatch(network.description(), options.folder(), this::nodeEnded)) {
            watch.start();
            view.ready(network.description(), after);
            OpenClassPath.open();
            ready(options);
            stop.await("running " + spec.name());
            stopping();
        }
        stopped();
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

    void nodeEnded(String chain, String node, List<String> lastLines) {
        view.nodeEnded(chain, node, lastLines);
    }

    void stopping() {
        view.stopping();
    }

    void stopped() {
        view.stopped();
    }
}
