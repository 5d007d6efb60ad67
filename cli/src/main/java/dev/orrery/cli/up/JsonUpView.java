package dev.orrery.cli.up;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.terminal.EscapeCodes;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line for each event. */
final class JsonUpView implements UpView {
    private final Terminal terminal;

    JsonUpView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(UpEvent event) {
        terminal.json(EventJson.of(event));
    }

    @Override
    public void ready(NetworkDescription network, String after) {
        // The event said it.
    }

    @Override
    public void failed(ErrorReport error) {
        terminal.json(EventJson.failed(error));
    }

    @Override
    public void nodeEnded(NodeId node, int status, List<String> lastLines) {
        ObjectNode json = EventJson.event("node-ended")
                .put("chain", node.chain())
                .put("node", node.node())
                .put("status", status);
        ArrayNode log = json.putArray("log");
        lastLines.forEach(line -> log.add(EscapeCodes.removedFrom(line)));
        terminal.json(json);
    }

    @Override
    public void companionEnded(CompanionId companion, int status, List<String> lastLines) {
        ObjectNode json = EventJson.event("companion-ended")
                .put("chain", companion.node().chain())
                .put("node", companion.node().node())
                .put("companion", companion.name())
                .put("status", status);
        ArrayNode log = json.putArray("log");
        lastLines.forEach(line -> log.add(EscapeCodes.removedFrom(line)));
        terminal.json(json);
    }

    @Override
    public void relayer(RelayerNews news) {
        ObjectNode json = EventJson.event(news.event())
                .put("path", news.relayer().path())
                .put("relayer", news.relayer().relayer())
                .put("text", news.text());
        ArrayNode log = json.putArray("log");
        news.log().forEach(line -> log.add(EscapeCodes.removedFrom(line)));
        terminal.json(json);
    }

    @Override
    public void stopping() {
        terminal.json(EventJson.event("stopping"));
    }

    @Override
    public void stopped() {
        terminal.json(EventJson.event("stopped"));
    }

    @Override
    public void close() {}
}
