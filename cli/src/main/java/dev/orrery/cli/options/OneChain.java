package dev.orrery.cli.options;

import dev.orrery.base.InvalidInputException;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of commands that are about one chain of a running network. */
public final class OneChain {
    @Mixin
    public final Shared shared = new Shared();

    @Parameters(index = "0", paramLabel = "CHAIN", description = "Which chain, by its name in the network file.")
    private String chain = "";

    /**
     * Attaches to the network for as long as the action takes.
     *
     * @param doing what errors say was being done
     * @throws dev.orrery.base.NetworkStateException if the network is not running
     * @throws InvalidInputException if it has no such chain
     */
    public int use(String doing, ToIntFunction<Chain> action) {
        try (Network network = Network.attach(NetworkPlaces.ready(doing, shared.network))) {
            return action.applyAsInt(network.chain(chain));
        }
    }

    /** The chain's name as it was written. */
    public String chain() {
        return chain;
    }

    public boolean json() {
        return shared.json;
    }
}
