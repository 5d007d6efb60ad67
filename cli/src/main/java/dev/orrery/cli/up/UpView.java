package dev.orrery.cli.up;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.util.List;

/** Shows how a network comes up, runs and ends. Calls may come from several threads. */
interface UpView extends UpEvent.Listener, AutoCloseable {
    /** The view for this terminal. */
    static UpView on(Terminal terminal, boolean json) {
        if (json) {
            return new JsonUpView(terminal);
        }
        return terminal.live() ? new LiveUpView(terminal) : new PlainUpView(terminal);
    }

    /**
     * It is ready.
     *
     * @param after what is to be known of how to stop it
     */
    void ready(NetworkDescription network, String after);

    /** It did not get ready, and nothing is left of it. */
    void failed(ErrorReport error);

    /** A node ended by itself while the network ran. */
    void nodeEnded(NodeId node, int status, List<String> lastLines);

    /** A companion ended while the network ran; with status 0, since its work was done. */
    void companionEnded(CompanionId companion, int status, List<String> lastLines);

    /** Something became of a relayer while the network ran. */
    void relayer(RelayerNews news);

    /** The network is being stopped. */
    void stopping();

    /** The network was stopped. */
    void stopped();

    /** Ends all drawing. */
    @Override
    void close();
}
