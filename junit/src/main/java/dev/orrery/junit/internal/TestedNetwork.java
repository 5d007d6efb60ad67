package dev.orrery.junit.internal;

import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a test class asks for.
 *
 * @param annotated the class whose annotation (its own or an inherited one) holds: the test class or one around it
 * @param value the file as the annotation names it
 */
record TestedNetwork(Class<?> annotated, String value, Sharing sharing, int timeoutSeconds) {
    static TestedNetwork of(ExtensionContext context) {
        List<Class<?>> innerFirst =
                new ArrayList<>(context.getEnclosingTestClasses().reversed());
        innerFirst.addFirst(context.getRequiredTestClass());
        for (Class<?> candidate : innerFirst) {
            var found = AnnotationSupport.findAnnotation(candidate, NetworkTest.class);
            if (found.isPresent()) {
                NetworkTest test = found.get();
                if (test.timeoutSeconds() < 1) {
                    throw new ExtensionConfigurationException("@NetworkTest of " + candidate.getName()
                            + ": timeoutSeconds must be at least 1, not " + test.timeoutSeconds());
                }
                return new TestedNetwork(candidate, test.value(), test.sharing(), test.timeoutSeconds());
            }
        }
        throw new ExtensionConfigurationException(context.getRequiredTestClass().getName()
                + " uses the extension of @NetworkTest without that annotation");
    }

    /** The file, which may also be one beside the class path's root. */
    Path file() {
        ClassLoader loader = annotated.getClassLoader();
        return NetworkFile.find(
                value, Path.of("").toAbsolutePath(), loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }
}
