package dev.orrery.service.internal.files;

import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.http.HttpProblem;
import java.util.Optional;

/**
 * Which files a node may read and write; the operator may all. What is not named here is the operator's alone.
 *
 * <ul>
 *   <li>{@code CHAIN/genesis.json} and {@code CHAIN/public/…}: read by every node of the network
 *   <li>{@code CHAIN/nodes/NODE/…}: read by that node
 *   <li>all of these: written by the node that runs init-chain of the chain
 *   <li>{@code CHAIN/public/NODE/…}: written by that node
 * </ul>
 */
public final class FileRights {
    private static final int OWN = 3;

    private final InitChain initChain;

    /** Who runs init-chain now. */
    @FunctionalInterface
    public interface InitChain {
        /**
         * Whether this node does, for its own chain.
         *
         * @param fence the number that the client's lease came with
         */
        boolean isRunBy(Principal.Node node, Optional<Long> fence);
    }

    public FileRights(InitChain initChain) {
        this.initChain = initChain;
    }

    /** Whether it may, whether or not there is such a file. */
    public boolean mayRead(Principal who, FileName name) {
        return switch (who) {
            case Principal.Operator operator -> true;
            case Principal.Node node -> {
                String[] path = name.segments();
                yield isPublic(path) || isFor(node, path);
            }
        };
    }

    /** @throws HttpProblem if it may not, whether or not there is such a file */
    void checkRead(Principal who, FileName name) {
        if (!mayRead(who, name)) {
            throw refused("this file is not for " + who.label());
        }
    }

    /** @throws HttpProblem if it may not, at this moment */
    void checkWrite(Principal who, FileName name, Optional<Long> fence) {
        if (!(who instanceof Principal.Node node)) {
            return;
        }
        String[] path = name.segments();
        if (!path[0].equals(node.chain())) {
            throw refused(node.label() + " writes nothing of another chain");
        }
        boolean own = path.length >= OWN && path[1].equals("public") && path[2].equals(node.node());
        boolean shared = isPublic(path) || (path.length >= OWN && path[1].equals("nodes"));
        if (!own && !(shared && initChain.isRunBy(node, fence))) {
            throw refused(
                    shared
                            ? "only the node that has the lease init-chain." + node.chain()
                                    + " writes this, and sends its fencing token"
                            : "this file is not for " + node.label());
        }
    }

    private static boolean isPublic(String[] path) {
        return (path.length == 2 && path[1].equals("genesis.json")) || (path.length > 2 && path[1].equals("public"));
    }

    private static boolean isFor(Principal.Node node, String[] path) {
        return path.length > OWN
                && path[0].equals(node.chain())
                && path[1].equals("nodes")
                && path[2].equals(node.node());
    }

    private static HttpProblem refused(String why) {
        return new HttpProblem(403, "not-yours", why);
    }
}
