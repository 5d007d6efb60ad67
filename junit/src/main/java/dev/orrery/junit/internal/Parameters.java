package dev.orrery.junit.internal;

import dev.orrery.base.InvalidInputException;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Which chain a parameter means. */
final class Parameters {
    private Parameters() {}

    /**
     * The chain that a parameter names, or the only one.
     *
     * @throws ParameterResolutionException if there is no such chain, or none is named and there are several
     */
    static Chain chain(ParameterContext parameter, Network network, Optional<String> name) {
        List<Chain> chains = network.chains();
        if (name.isEmpty() && chains.size() > 1) {
            List<String> names = chains.stream().map(Chain::name).toList();
            throw new ParameterResolutionException(describe(parameter) + ": the network \"" + network.name()
                    + "\" has several chains " + names + "; say which one, as in @ChainName(\"" + names.getFirst()
                    + "\")");
        }
        try {
            return name.isEmpty() ? chains.getFirst() : network.chain(name.get());
        } catch (InvalidInputException e) {
            throw new ParameterResolutionException(describe(parameter) + ": " + e.getMessage(), e);
        }
    }

    /** {@code parameter 1 (hub) of TransferTest.arrives}. */
    static String describe(ParameterContext parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        return "parameter " + (parameter.getIndex() + 1) + " ("
                + parameter.getParameter().getName() + ") of "
                + executable.getDeclaringClass().getSimpleName() + "." + executable.getName();
    }
}
