package dev.orrery.backend.kubernetes.internal.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * The least rights that accounts need, as roles of the cluster. Starting networks takes rights in namespaces that are not there
 * yet, which only a ClusterRole can give; visiting one takes a Role in its namespace.
 */
public final class Rights {
    private static final String STARTS = "orrery-starts-networks";
    private static final String VISITS = "orrery-visits";
    private static final String WHERE_ACCOUNTS_ARE = "default";
    private static final String RBAC = "rbac.authorization.k8s.io";

    private Rights() {}

    /** For {@code orrery up} and all commands on what it has started: role, an account, and their binding. */
    public static List<HasMetadata> toStart() {
        return List.of(
                new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(STARTS)
                        .endMetadata()
                        .withRules(Stream.concat(
                                        Stream.of(
                                                // To make one, to see that it is gone, and to remove what a crash left.
                                                rule("", "namespaces", "create", "get", "list", "watch", "delete"),
                                                rule("", "secrets", "create", "update", "delete"),
                                                // Relayers' pods: the others are made by controllers.
                                                rule("", "pods", "create", "delete"),
                                                // Whether a node is in sync.
                                                rule("", "pods/status", "patch"),
                                                rule("", "serviceaccounts", "create"),
                                                rule("", "services", "create"),
                                                rule("networking.k8s.io", "networkpolicies", "create"),
                                                rule("networking.k8s.io", "ingresses", "create"),
                                                rule("gateway.networking.k8s.io", "httproutes", "create"),
                                                rule("gateway.networking.k8s.io", "grpcroutes", "create"),
                                                rule("apps", "deployments", "create"),
                                                rule("apps", "statefulsets", "create"),
                                                // What controllers could not do is told by events alone; and when a
                                                // node gets in or out of sync.
                                                rule("", "events", "list", "watch", "create")),
                                        visiting())
                                .toList())
                        .build(),
                account(STARTS),
                bound(STARTS, STARTS));
    }

    /** For commands on a network that somebody else has started, {@code down} among them. */
    public static List<HasMetadata> toVisit(String namespace) {
        String ofNamespace = VISITS + "-" + namespace;
        return List.of(
                // To see that it is gone takes a right outside of it, which a Role cannot give.
                new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(ofNamespace)
                        .endMetadata()
                        .withRules(new PolicyRuleBuilder(rule("", "namespaces", "get", "list", "watch", "delete"))
                                .withResourceNames(namespace)
                                .build())
                        .build(),
                new RoleBuilder()
                        .withNewMetadata()
                        .withName(VISITS)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(visiting().toList())
                        .build(),
                account(VISITS),
                bound(ofNamespace, VISITS),
                new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(VISITS)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef(RBAC, "Role", VISITS)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(VISITS)
                        .withNamespace(WHERE_ACCOUNTS_ARE)
                        .endSubject()
                        .build());
    }

    private static HasMetadata bound(String role, String account) {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(role)
                .endMetadata()
                .withNewRoleRef(RBAC, "ClusterRole", role)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(account)
                .withNamespace(WHERE_ACCOUNTS_ARE)
                .endSubject()
                .build();
    }

    private static Stream<PolicyRule> visiting() {
        return Stream.of(
                rule("", "secrets", "get"),
                rule("", "pods", "get", "list", "watch"),
                rule("", "pods/log", "get"),
                // Over a WebSocket it is a GET, for which newer clusters want the right to create.
                rule("", "pods/portforward", "get", "create"),
                rule("", "pods/exec", "get", "create"));
    }

    private static HasMetadata account(String name) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(WHERE_ACCOUNTS_ARE)
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build();
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
