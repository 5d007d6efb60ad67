package dev.orrery.cli.up;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.options.CliLogging;
import dev.orrery.cli.options.Durations;
import dev.orrery.cli.terminal.EscapeCodes;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line for each event, for logs of builds. */
public class PlainUpView implements UpView {
    /** A build says something about every package; in a log, a sign of life now and then is enough. */
    private static final Duration BETWEEN_BUILD_STEPS = Duration.ofSeconds(10);

    protected final Terminal terminal;
    private final Map<String, Duration> lastBuildStep = new HashMap<>();

    public PlainUpView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(UpEvent event) {
        switch (event) {
            case UpEvent.BinaryStep e -> buildStep(e);
            case UpEvent.BinaryReady e -> line(event, e.chain(), "binary ready: " + e.source());
            case UpEvent.StageStarted e -> line(event, e.chain() + "/" + e.node(), e.stage() + " …");
            case UpEvent.StageDone e ->
                line(event, e.chain() + "/" + e.node(), e.stage() + " done in " + Durations.show(e.took()));
            case UpEvent.NodeDown e ->
                line(
                        event,
                        e.chain() + "/" + e.node(),
                        "is down, and " + e.chain() + " goes on without it: " + EscapeCodes.removedFrom(e.reason()));
            case UpEvent.ConfigChanged e -> line(event, e.chain() + "/" + e.node(), EscapeCodes.removedFrom(e.text()));
            case UpEvent.PathOpening e -> line(event, e.path(), "handshakes …");
            case UpEvent.PathOpen e -> line(event, e.path(), "open");
            case UpEvent.RelayerReady e -> line(event, e.path(), "relayed by " + e.relayer());
            case UpEvent.LaunchStep e -> line(event, e.chain(), e.step());
            case UpEvent.ApiReady e -> line(event, "api", "answers at " + e.url());
            case UpEvent.Failing e -> line(event, "stopping", EscapeCodes.removedFrom(e.reason()));
            case UpEvent.Ready e -> line(event, e.network().name(), "ready");
        }
    }

    @Override
    public void ready(NetworkDescription network, String after) {
        EndpointsText.lines(network, terminal.outStyle()).forEach(terminal.out()::println);
        if (CliLogging.isVerbose()) {
            StagesText.lines(network, terminal.outStyle()).forEach(terminal.out()::println);
        }
        terminal.out().println(after);
        terminal.out().flush();
    }

    @Override
    public void failed(ErrorReport error) {
        error.print(terminal, false);
    }

    @Override
    public void nodeEnded(NodeId node, int status, List<String> lastLines) {
        terminal.out()
                .println(terminal.outStyle().red(node + " has ended with status " + status + "; its last lines:"));
        lastLines.forEach(line -> terminal.out().println("  | " + EscapeCodes.removedFrom(line)));
        terminal.out().flush();
    }

    @Override
    public void companionEnded(CompanionId companion, int status, List<String> lastLines) {
        if (status == 0) {
            terminal.out().println(companion + " has done its work");
        } else {
            terminal.out()
                    .println(terminal.outStyle()
                            .red(companion + " has ended with status " + status + "; its last lines:"));
            lastLines.forEach(line -> terminal.out().println("  | " + EscapeCodes.removedFrom(line)));
        }
        terminal.out().flush();
    }

    @Override
    public void relayer(RelayerNews news) {
        String line = news.relayer() + " " + news.text();
        terminal.out().println(news.bad() ? terminal.outStyle().red(line) : line);
        news.log().forEach(it -> terminal.out().println("  | " + EscapeCodes.removedFrom(it)));
        terminal.out().flush();
    }

    @Override
    public void stopping() {
        terminal.out().println("stopping …");
        terminal.out().flush();
    }

    @Override
    public void stopped() {
        terminal.out().println("stopped; nothing is left running");
        terminal.out().flush();
    }

    @Override
    public void close() {}

    private void buildStep(UpEvent.BinaryStep step) {
        Duration last = lastBuildStep.get(step.source());
        if (last == null || step.at().minus(last).compareTo(BETWEEN_BUILD_STEPS) >= 0) {
            lastBuildStep.put(step.source(), step.at());
            line(step, step.source(), step.step() + " (" + Durations.show(step.elapsed()) + ")");
        }
    }

    private void line(UpEvent event, String subject, String text) {
        String at = String.format(Locale.ROOT, "[%7.2f s] ", event.at().toNanos() / 1e9);
        terminal.out().println(at + subject + "  " + text);
        terminal.out().flush();
    }
}
