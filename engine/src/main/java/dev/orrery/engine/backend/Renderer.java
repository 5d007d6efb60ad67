package dev.orrery.engine.backend;

import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.Placement;
import dev.orrery.network.NetworkDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Writes one network as files that other tools carry out. */
public interface Renderer {
    /** Where each node is going to be. */
    Placement placement(List<NodeId> nodes);

    /**
     * Says what the companions' programs are, before {@link #write}.
     *
     * @param programs by chain and name: {@code hub/oracle}
     */
    default void companions(Map<String, Binary> programs) {}

    /**
     * Writes the files.
     *
     * @param plans of all chains, by name
     * @param facts what each chain's binary says of itself, by chain name
     * @param description what attaching to the network will need, but for the nodes' endpoints
     * @param programs the program of a path's relayer, by the path's name and the relayer's place in it; had, or built, when it
     *     is asked for
     * @param out a folder, which is made where there is none
     */
    void write(
            Layout layout,
            Map<String, ChainPlan> plans,
            Map<String, BinaryFacts> facts,
            NetworkDescription description,
            BiFunction<String, Integer, Path> programs,
            Path out);
}
