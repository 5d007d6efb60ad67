package dev.orrery.engine.plan;

/** Which node: {@code hub/val1}. */
public record NodeId(String chain, String node) {
    @Override
    public String toString() {
        return chain + "/" + node;
    }
}
