package dev.orrery.junit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Runs the classes that share a network one after another, so that as few networks as possible are up at the same time. Else
 * the order stays as it is. Switched on for all tests of a module in {@code junit-platform.properties}:
 *
 * <pre>{@code junit.jupiter.testclass.order.default = dev.orrery.junit.ByNetwork}</pre>
 */
public final class ByNetwork implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        Map<Object, List<ClassDescriptor>> groups = new LinkedHashMap<>();
        for (ClassDescriptor descriptor : context.getClassDescriptors()) {
            Object group = descriptor
                    .findAnnotation(NetworkTest.class)
                    .filter(test -> test.sharing() == Sharing.RUN)
                    .<Object>map(NetworkTest::value)
                    .orElse(descriptor);
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(descriptor);
        }
        List<ClassDescriptor> order =
                groups.values().stream().flatMap(Collection::stream).toList();
        context.getClassDescriptors().sort(java.util.Comparator.comparingInt(order::indexOf));
    }
}
