package dev.orrery.tests.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tests on a real Kubernetes. A parameter of the type {@link TestCluster} is the one that all such classes of a run share: it is
 * started with the first of them, and ended with the run.
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
    final class Shared implements ParameterResolver, BeforeAllCallback, AfterAllCallback {
        /** What fabric8 looks for before {@code KUBECONFIG}. */
        private static final String KUBECONFIG = "kubeconfig";

        private static final String ORRERY_IMAGE = "orrery.kubernetes.orreryImage";
        private static final String REGISTRY = "orrery.kubernetes.registry";

        @Override
        public void beforeAll(ExtensionContext context) {
            List<String> files = files(context);
            if (!files.isEmpty()) {
                TestCluster cluster = cluster(context);
                files.forEach(cluster::pushAll);
                System.setProperty(KUBECONFIG, cluster.kubeconfig().toString());
                System.setProperty(ORRERY_IMAGE, cluster.orreryImage());
                System.setProperty(REGISTRY, cluster.registry());
            }
        }

        @Override
        public void afterAll(ExtensionContext context) {
            if (!files(context).isEmpty()) {
                List.of(KUBECONFIG, ORRERY_IMAGE, REGISTRY).forEach(System::clearProperty);
            }
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
