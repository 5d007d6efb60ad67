package dev.orrery.cli.logs;

import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Something that has a log: a stage of a node, a companion, or a relayer. */
sealed interface LogSource {
    /** As the user names it: {@code hub/val1}, {@code paths/hub-zone/hermes}. */
    String name();

    /** The keys that tell whose a line is. */
    ObjectNode json();

    /** As {@link FoundNetwork#readLog}. */
    void read(FoundNetwork network, boolean follow, Consumer<String> line);

    /** A stage of a node. */
    record OfNode(NodeId node, Stage stage) implements LogSource {
        @Override
        public String name() {
            return node.toString();
        }

        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("chain", node.chain())
                    .put("node", node.node())
                    .put("stage", stage.label());
        }

        @Override
        public void read(FoundNetwork network, boolean follow, Consumer<String> line) {
            network.readLog(node, stage, follow, line);
        }
    }

    /** A companion of a node. */
    record OfCompanion(CompanionId companion) implements LogSource {
        @Override
        public String name() {
            return companion.toString();
        }

        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("chain", companion.node().chain())
                    .put("node", companion.node().node())
                    .put("companion", companion.name());
        }

        @Override
        public void read(FoundNetwork network, boolean follow, Consumer<String> line) {
            network.readLog(companion, follow, line);
        }
    }

    /** A relayer, or what else a path keeps a log of. */
    record OfRelayer(RelayerId relayer) implements LogSource {
        @Override
        public String name() {
            return relayer.toString();
        }

        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("path", relayer.path())
                    .put("relayer", relayer.relayer());
        }

        @Override
        public void read(FoundNetwork network, boolean follow, Consumer<String> line) {
            network.readLog(relayer, follow, line);
        }
    }
}
