package dev.orrery.tests.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tests on a real Kubernetes. A parameter of the type {@link TestCluster} is the one that all such classes of a run share: it is
 * started with the first of them, and ended with the run. Whatever starts networks on it has the rights that {@code orrery render}
 * writes for that, and no others; commands that run in the node are the administrator's.
 */
@Tag("full")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnTestCluster.Shared.class)
public @interface OnTestCluster {
    /**
     * Network files of the class path whose programs are pushed to the cluster's registry before the class runs; Orrery's own
     * image too. Whatever starts networks on Kubernetes then finds cluster and images, in no other way than users give them.
     */
    String[] images() default {};

    /** Hands out the cluster of this run. */
    final class Shared implements ParameterResolver, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
        private static final String ORRERY_IMAGE = "orrery.kubernetes.orreryImage";
        private static final String REGISTRY = "orrery.kubernetes.registry";

        @Override
        public void beforeAll(ExtensionContext context) {
            TestCluster cluster = cluster(context);
            System.setProperty(Kubeconfigs.PROPERTY, cluster.leastRights().toString());
            List<String> files = files(context);
            if (!files.isEmpty()) {
                files.forEach(cluster::pushAll);
                System.setProperty(ORRERY_IMAGE, cluster.orreryImage());
                System.setProperty(REGISTRY, cluster.registry());
            }
        }

        /** A test may have been somebody else. */
        @Override
        public void beforeEach(ExtensionContext context) {
            System.setProperty(
                    Kubeconfigs.PROPERTY, cluster(context).leastRights().toString());
        }

        @Override
        public void afterAll(ExtensionContext context) {
            List.of(Kubeconfigs.PROPERTY, ORRERY_IMAGE, REGISTRY).forEach(System::clearProperty);
        }

        private static List<String> files(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getTestClass(), OnTestCluster.class)
                    .map(annotation -> List.of(annotation.images()))
                    .orElse(List.of());
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return cluster(context);
        }

        private static TestCluster cluster(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(TestCluster.class, type -> TestCluster.start(), TestCluster.class);
        }
    }
}
