package dev.orrery.junit.internal;

import dev.orrery.engine.UpEvent;
import dev.orrery.network.NetworkDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever watches a test run how its networks come up: each step once to the log, at level info, and as a report
 * entry, which IDEs show. Builds of binaries take minutes, and must not look like a run that hangs.
 */
final class ProgressLog implements UpEvent.Listener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.orrery.junit");

    private final String network;
    private final Path folder;
    private final ExtensionContext context;
    private final Map<String, String> lastSteps = new HashMap<>();

    ProgressLog(String network, Path folder, ExtensionContext context) {
        this.network = network;
        this.folder = folder;
        this.context = context;
    }

    @Override
    public void on(UpEvent event) {
        switch (event) {
            case UpEvent.BinaryStep step -> {
                if (!step.step().equals(lastSteps.put(step.source(), step.step()))) {
                    tell(step.source() + ": " + step.step() + " (" + seconds(step.elapsed()) + ")");
                }
            }
            case UpEvent.Ready ready ->
                tell("ready after " + seconds(ready.at()) + "; logs in " + folder + "; " + endpoints(ready.network()));
            case UpEvent.BinaryReady binary -> LOG.debug("{}: {} has its binary", network, binary.chain());
            case UpEvent.StageStarted stage ->
                LOG.debug("{}: {}/{} {} …", network, stage.chain(), stage.node(), stage.stage());
            case UpEvent.StageDone stage ->
                LOG.debug(
                        "{}: {}/{} {} took {}",
                        network,
                        stage.chain(),
                        stage.node(),
                        stage.stage(),
                        seconds(stage.took()));
            case UpEvent.NodeDown node ->
                tell(node.chain() + "/" + node.node() + " is down, and " + node.chain() + " goes on without it: "
                        + node.reason());
            case UpEvent.ConfigChanged config -> tell(config.chain() + "/" + config.node() + ": " + config.text());
            case UpEvent.Failing failing -> tell(failing.reason());
            case UpEvent.PathOpening path -> LOG.debug("{}: handshakes of {} …", network, path.path());
            case UpEvent.PathOpen path -> LOG.debug("{}: {} is open", network, path.path());
            case UpEvent.LaunchStep launch -> LOG.debug("{}: {} is {}", network, launch.chain(), launch.step());
            case UpEvent.ApiReady api -> LOG.debug("{}: API service at {}", network, api.url());
            case UpEvent.RelayerReady ready ->
                LOG.debug("{}: {} is relayed by {}", network, ready.path(), ready.relayer());
        }
    }

    private void tell(String what) {
        LOG.info("{}: {}", network, what);
        context.publishReportEntry("orrery", network + ": " + what);
    }

    private static String endpoints(NetworkDescription network) {
        return network.chains().stream()
                .map(chain -> chain.name() + " at "
                        + chain.nodes().getFirst().endpoints().rpc())
                .collect(Collectors.joining(", "));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
