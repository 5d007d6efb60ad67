package dev.orrery.spec.internal;

import dev.orrery.spec.KubernetesSpec;
import dev.orrery.spec.KubernetesSpec.Gateway;
import dev.orrery.spec.KubernetesSpec.Ingress;
import dev.orrery.spec.KubernetesSpec.Resources;
import dev.orrery.spec.KubernetesSpec.Storage;
import dev.orrery.spec.KubernetesSpec.Toleration;
import dev.orrery.spec.RelayerSpec;
import dev.orrery.spec.internal.Lists.Many;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code kubernetes} of a network file. */
final class KubernetesFormat {
    private static final int MOST = 100;
    /** Those that run as programs of their own. */
    private static final List<String> RELAYERS = List.of(RelayerSpec.Kind.HERMES.label(), RelayerSpec.Kind.RLY.label());

    private static final TextShape<String> LABEL_VALUE = TextShape.of(
                    "a label's value of at most 63 letters, digits, dashes, dots and underscores",
                    "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?")
            .acceptingIntegers();
    private static final TextShape<String> LABEL_KEY = TextShape.of(
            "a label's key, such as disk or node.kubernetes.io/instance-type",
            "(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final TextShape<String> ANNOTATION_VALUE =
            TextShape.of("text", "[^\\u0000]{0,1000}").acceptingIntegers();
    /** RFC 1123, as the API server checks namespaces. */
    private static final TextShape<String> DNS_LABEL = TextShape.of(
            "a name of at most 63 lower-case letters, digits and dashes that begins and ends with a letter or digit",
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final TextShape<String> OBJECT_NAME =
            TextShape.of("the name of an object of Kubernetes", "[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");
    private static final TextShape<String> QUANTITY = TextShape.of(
                    "a quantity as Kubernetes writes it, such as 250m, 2, 512Mi or 1Gi",
                    "[0-9]{1,15}(?:\\.[0-9]{1,9})?(?:m|k|M|G|T|Ki|Mi|Gi|Ti)?")
            .acceptingIntegers();
    private static final TextShape<String> REGISTRY = TextShape.of(
            "a registry with a path, without a slash at its end, such as ghcr.io/org",
            "[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]{1,2}[a-z0-9]+){0,20}){0,20}");

    private static final Key<String> CONTEXT = Key.optional(
            "context",
            TextShape.of("the name of a context of the kubeconfig", "[^\\u0000]{1,253}"),
            "The context of the kubeconfig; by default the current one.");
    private static final Key<String> NAMESPACE = Key.optional(
            "namespace",
            DNS_LABEL,
            "The network's own namespace, made by `up` and removed by `down`; by default orrery-<name>-<something"
                    + " new>.");
    private static final Key<String> REGISTRY_KEY = Key.optional(
            "registry",
            REGISTRY,
            "Where the images of programs are that `images` does not name, as `orrery image push --all` leaves them.");
    private static final Key<String> ORRERY_IMAGE = Key.optional(
            "orreryImage", Texts.IMAGE, "Orrery's own image, in which the stages before a node's start run.");
    private static final Key<Map<String, Located<String>>> IMAGES = Key.optional(
                    "images",
                    new Named<>(
                            "a mapping from names of chains, CHAIN/COMPANION and kinds of relayers to images",
                            Texts.CHAIN_REFERENCE,
                            Texts.IMAGE,
                            0),
                    "The image that each chain's binary is in; a chain with `binary: { image: … }` needs none. Those"
                        + " of companions, as CHAIN/COMPANION. And those of relayers (hermes, rly), which then run in"
                        + " the cluster.")
            .withDefault(Map.of(), Schemas.empty());
    private static final Key<List<Located<String>>> PULL_SECRETS = Key.optional(
            "imagePullSecrets",
            new Many<>("a list of names of Secrets", OBJECT_NAME, 0, MOST),
            "Secrets of the namespace `default` that open registries; they are copied into the network's namespace.");
    private static final Key<Map<String, Located<String>>> NODE_SELECTOR = Key.optional(
            "nodeSelector",
            new Named<>("a mapping from labels to values", LABEL_KEY, LABEL_VALUE, 0),
            "Labels that a machine must have to run any of the network's pods.");

    private static final Key<String> TAINT = Key.optional("key", LABEL_KEY, "The taint's key; by default any.");
    private static final Key<String> TAINT_VALUE =
            Key.optional("value", LABEL_VALUE, "The taint's value; by default any.");
    private static final Key<String> EFFECT = Key.optional(
            "effect",
            Choice.of(List.of(
                    Map.entry("NoSchedule", "NoSchedule"),
                    Map.entry("PreferNoSchedule", "PreferNoSchedule"),
                    Map.entry("NoExecute", "NoExecute"))),
            "The taint's effect; by default any.");
    private static final Key<List<Located<Bound>>> TOLERATIONS = Key.optional(
            "tolerations",
            new Many<>("a list of taints such as - key: spot", Keyed.of(TAINT, TAINT_VALUE, EFFECT), 0, MOST),
            "Taints that the network's pods put up with.");

    private static final Key<String> CLASS =
            Key.optional("class", OBJECT_NAME, "The StorageClass; by default the cluster's.");
    private static final Key<String> SIZE = Key.required("size", QUANTITY, "The size of each node's claim.");
    private static final Key<Bound> STORAGE = Key.optional(
            "storage",
            Keyed.of(CLASS, SIZE),
            "Claims for the nodes' data, which then outlives its pod; by default it does not.");

    private static final Key<String> CPU = Key.optional("cpu", QUANTITY, "Processors.");
    private static final Key<String> MEMORY = Key.optional("memory", QUANTITY, "Memory.");
    private static final Key<Bound> REQUESTS =
            Key.optional("requests", Keyed.of(CPU, MEMORY), "What is set aside for a node: 50m and 128Mi by default.");
    private static final Key<Bound> LIMITS =
            Key.optional("limits", Keyed.of(CPU, MEMORY), "What a node may use: 1Gi of memory by default.");
    private static final Key<Bound> RESOURCES =
            Key.optional("resources", Keyed.of(REQUESTS, LIMITS), "What each node asks for, and what it may use.");

    private static final Key<String> HOST = Key.required(
            "host",
            TextShape.of(
                    "a host name with {chain}, {node} and {endpoint} in it, such as"
                            + " {endpoint}-{node}-{chain}.nets.example.com",
                    "(?=.*\\{chain\\})(?=.*\\{node\\})(?=.*\\{endpoint\\})"
                            + "(?:[a-z0-9.-]|\\{(?:chain|node|endpoint|network|namespace)\\}){1,253}"),
            "The name of an endpoint (rpc, grpc, rest) of a node: {chain}, {node} and {endpoint} in it stand for whose"
                    + " it is; {network} and {namespace} may be in it too.");
    private static final Key<String> INGRESS_CLASS =
            Key.optional("class", OBJECT_NAME, "The IngressClass; by default the cluster's.");
    private static final Key<String> TLS = Key.optional(
            "tls", OBJECT_NAME, "The Secret of the network's namespace with the certificate of the names.");
    private static final Key<Map<String, Located<String>>> ANNOTATIONS = Key.optional(
            "annotations",
            new Named<>("a mapping from annotations to values", LABEL_KEY, ANNOTATION_VALUE, 0),
            "Annotations of the Ingresses, which their controller understands.");
    private static final Key<Bound> INGRESS = Key.optional(
            "ingress",
            Keyed.of(HOST, INGRESS_CLASS, TLS, ANNOTATIONS),
            "Host names by which nodes are reached from outside, for clusters with an ingress controller.");

    private static final Key<String> GATEWAY_NAME = Key.required("name", OBJECT_NAME, "The Gateway's name.");
    private static final Key<String> GATEWAY_NAMESPACE = Key.optional(
                    "namespace",
                    DNS_LABEL,
                    "The Gateway's namespace; its listeners have to allow routes of the network's namespace.")
            .withDefault("default", Schemas.text("default"));
    private static final Key<String> SECTION =
            Key.optional("sectionName", OBJECT_NAME, "The Gateway's listener; by default all that suit.");
    private static final Key<Bound> GATEWAY = Key.optional(
            "gateway",
            Keyed.of(GATEWAY_NAME, GATEWAY_NAMESPACE, SECTION, HOST),
            "Host names by which nodes are reached from outside, for clusters with a Gateway"
                    + " (gateway.networking.k8s.io).");

    static final Key<Bound> KUBERNETES = Key.optional(
            "kubernetes",
            Keyed.of(
                    CONTEXT,
                    NAMESPACE,
                    REGISTRY_KEY,
                    ORRERY_IMAGE,
                    IMAGES,
                    PULL_SECRETS,
                    NODE_SELECTOR,
                    TOLERATIONS,
                    STORAGE,
                    RESOURCES,
                    INGRESS,
                    GATEWAY),
            "How the network is run on a cluster: `orrery up --on kubernetes`.");

    private KubernetesFormat() {}

    /** Every image is of a chain that there is, or of a companion of it. */
    static void check(Bound network, Problems problems) {
        Map<String, Located<Bound>> chains = network.get(Format.CHAINS).orElse(Map.of());
        network.get(KUBERNETES).flatMap(section -> section.get(IMAGES)).ifPresent(images -> {
            List<String> known = new ArrayList<>(chains.keySet());
            chains.forEach((name, chain) -> known.addAll(companions(name, chain)));
            images.forEach((whose, image) -> {
                if (!chains.isEmpty() && !known.contains(whose) && !RELAYERS.contains(whose)) {
                    problems.unknown(
                            image.place(),
                            "is neither a chain or companion of this network nor a relayer; there are "
                                    + Words.list(known),
                            whose,
                            known);
                }
            });
        });
    }

    private static List<String> companions(String name, Located<Bound> chain) {
        return chain.value().flatMap(it -> it.get(ExtrasFormat.COMPANIONS)).orElse(Map.of()).keySet().stream()
                .map(companion -> name + "/" + companion)
                .toList();
    }

    static KubernetesSpec build(Bound network) {
        return network.get(KUBERNETES).map(KubernetesFormat::section).orElse(KubernetesSpec.DEFAULT);
    }

    private static KubernetesSpec section(Bound section) {
        return new KubernetesSpec(
                section.get(CONTEXT),
                section.get(NAMESPACE),
                section.get(REGISTRY_KEY),
                section.get(ORRERY_IMAGE),
                values(section.require(IMAGES)),
                section.get(PULL_SECRETS).orElse(List.of()).stream()
                        .map(KubernetesFormat::value)
                        .toList(),
                values(section.get(NODE_SELECTOR).orElse(Map.of())),
                section.get(TOLERATIONS).orElse(List.of()).stream()
                        .map(KubernetesFormat::value)
                        .map(it -> new Toleration(it.get(TAINT), it.get(TAINT_VALUE), it.get(EFFECT)))
                        .toList(),
                section.get(STORAGE).map(it -> new Storage(it.get(CLASS), it.require(SIZE))),
                section.get(RESOURCES).map(KubernetesFormat::resources).orElse(Resources.DEFAULT),
                section.get(INGRESS)
                        .map(it -> new Ingress(
                                it.require(HOST),
                                it.get(INGRESS_CLASS),
                                it.get(TLS),
                                values(it.get(ANNOTATIONS).orElse(Map.of())))),
                section.get(GATEWAY)
                        .map(it -> new Gateway(
                                it.require(GATEWAY_NAME),
                                it.require(GATEWAY_NAMESPACE),
                                it.get(SECTION),
                                it.require(HOST))));
    }

    private static Resources resources(Bound resources) {
        Optional<Bound> requests = resources.get(REQUESTS);
        Optional<Bound> limits = resources.get(LIMITS);
        return new Resources(
                requests.flatMap(it -> it.get(CPU)).orElse(Resources.DEFAULT.cpu()),
                requests.flatMap(it -> it.get(MEMORY)).orElse(Resources.DEFAULT.memory()),
                limits.flatMap(it -> it.get(CPU)).or(Resources.DEFAULT::cpuLimit),
                limits.flatMap(it -> it.get(MEMORY)).or(Resources.DEFAULT::memoryLimit));
    }

    private static Map<String, String> values(Map<String, Located<String>> located) {
        Map<String, String> values = new LinkedHashMap<>();
        located.forEach((key, value) -> values.put(key, value(value)));
        return values;
    }

    private static <T> T value(Located<T> located) {
        return located.value().orElseThrow();
    }
}
