package dev.orrery.service.internal.access;

/** Who asks. */
public sealed interface Principal {
    /** The name that logs and limits know it by. */
    String label();

    /** Who runs the network: may do everything. */
    record Operator() implements Principal {
        @Override
        public String label() {
            return "operator";
        }
    }

    /** One node of the network. */
    record Node(String chain, String node) implements Principal {
        @Override
        public String label() {
            return chain + "/" + node;
        }
    }
}
