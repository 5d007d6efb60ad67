package dev.orrery.junit.internal;

import dev.orrery.junit.Backend;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Brings networks up before the tests that want them and hands them to the tests. JUnit's stores hold them and stop them:
 * the session's store those of the whole run (or {@link LastUse}, which is sooner), a class's store those of a class, a method's store its own.
 */
public final class NetworkExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(NetworkExtension.class);

    /** Where the session's store has the network of a file on a backend, which the whole run shares. */
    record RunKey(Path file, Backend on) {}

    private record ClassKey(Class<?> annotated) {}

    private record MethodKey(String uniqueId) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        TestedNetwork tested = TestedNetwork.of(context);
        if (tested.sharing() != Sharing.METHOD) {
            start(tested, context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(TestedNetwork.of(context), context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure -> FailureLogs.attach(failure, start(TestedNetwork.of(context), context), context));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Network.class || type == Chain.class || parameter.isAnnotated(ChainName.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Optional<String> chain = parameter.findAnnotation(ChainName.class).map(ChainName::value);
        if (chain.isPresent() && type != Chain.class) {
            throw new ParameterResolutionException(Parameters.describe(parameter)
                    + ": @ChainName stands on parameters of type Chain, not " + type.getSimpleName());
        }
        TestedNetwork tested = TestedNetwork.of(context);
        if (tested.sharing() == Sharing.METHOD && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(Parameters.describe(parameter)
                    + ": with sharing = METHOD there is a network for each test method only, and none for the class");
        }
        Network network = start(tested, context).network();
        return type == Network.class ? network : Parameters.chain(parameter, network, chain);
    }

    /** The network that this context's tests use, started by the first who asks. */
    private static StartedNetwork start(TestedNetwork tested, ExtensionContext context) {
        Path file = tested.file();
        HeldNetwork held = switch (tested.sharing()) {
            case RUN ->
                hold(context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE), new RunKey(file, tested.on()), file);
            case CLASS -> hold(context.getStore(NAMESPACE), new ClassKey(tested.annotated()), file);
            case METHOD -> hold(context.getStore(NAMESPACE), new MethodKey(context.getUniqueId()), file);
        };
        return held.get(tested.annotated().getSimpleName(), () -> Starter.start(tested, file, context));
    }

    private static HeldNetwork hold(Store store, Object key, Path file) {
        return store.computeIfAbsent(key, k -> new HeldNetwork(file), HeldNetwork.class);
    }
}
