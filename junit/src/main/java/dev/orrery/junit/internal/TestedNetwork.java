package dev.orrery.junit.internal;

import dev.orrery.junit.Backend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a test class asks for.
 *
 * @param annotated the class whose annotation (its own or an inherited one) holds: the test class or one around it
 * @param value the file as the annotation names it
 */
record TestedNetwork(Class<?> annotated, String value, Backend on, Sharing sharing, int timeoutSeconds) {
    /** A configuration parameter of JUnit, so also a system property. */
    private static final String CONFIGURATION = "orrery.backend";

    static TestedNetwork of(ExtensionContext context) {
        List<Class<?>> innerFirst =
                new ArrayList<>(context.getEnclosingTestClasses().reversed());
        innerFirst.addFirst(context.getRequiredTestClass());
        TestedNetwork tested = find(innerFirst)
                .orElseThrow(() -> new ExtensionConfigurationException(context.getRequiredTestClass()
                                .getName() + " uses the extension of @NetworkTest without that annotation"));
        if (tested.timeoutSeconds() < 1) {
            throw new ExtensionConfigurationException("@NetworkTest of "
                    + tested.annotated().getName() + ": timeoutSeconds must be at least 1, not "
                    + tested.timeoutSeconds());
        }
        return tested;
    }

    /** What the first of these classes that is annotated asks for, or inherits. */
    static Optional<TestedNetwork> find(List<Class<?>> innerFirst) {
        for (Class<?> candidate : innerFirst) {
            var found = AnnotationSupport.findAnnotation(candidate, NetworkTest.class);
            if (found.isPresent()) {
                NetworkTest test = found.get();
                return Optional.of(
                        new TestedNetwork(candidate, test.value(), test.on(), test.sharing(), test.timeoutSeconds()));
            }
        }
        return Optional.empty();
    }

    /** The name of the backend that is asked for; empty for the one that a network has by itself. */
    Optional<String> backend(ExtensionContext context) {
        return switch (on) {
            case CONFIGURED -> context.getConfigurationParameter(CONFIGURATION);
            case PROCESS, KUBERNETES -> Optional.of(on.name().toLowerCase(Locale.ROOT));
        };
    }

    /** The file, which may also be one beside the class path's root. */
    Path file() {
        ClassLoader loader = annotated.getClassLoader();
        return NetworkFile.find(
                value, Path.of("").toAbsolutePath(), loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }
}
