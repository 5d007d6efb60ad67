package dev.orrery.engine.plan;

/**
 * Which companion process: {@code hub/val1/oracle}.
 *
 * @param node the node that it runs beside
 * @param name as the chain calls it
 */
public record CompanionId(NodeId node, String name) {
    @Override
    public String toString() {
        return node + "/" + name;
    }
}
