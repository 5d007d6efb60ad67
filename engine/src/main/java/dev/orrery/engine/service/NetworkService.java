package dev.orrery.engine.service;

import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The API service of one network, in the process that starts the network. Thread-safe. */
public interface NetworkService extends AutoCloseable {
    /** How it is with a stage of a node. */
    enum StageState {
        RUNNING,
        DONE,
        FAILED
    }

    /** Where it answers. */
    URI url();

    /** The file with the operator's token. */
    Path tokenFile();

    /** A token for a node; one that it had before is void. */
    String tokenOf(NodeId node);

    /** Tells how far a node is. */
    void stage(NodeId node, Stage stage, StageState state);

    /** Where logs are read; those of nodes that are being started too. */
    void logs(Supplier<FoundNetwork> found);

    /** From now on the network is ready and can be asked about. It is not this service's to close. */
    void ready(RunningNetwork network);

    @Override
    void close();
}
