package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.client.Bech32;
import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.spec.CompanionSpec;
import dev.orrery.spec.NodeExtras;
import dev.orrery.spec.Template;
import dev.orrery.spec.Template.Name;
import dev.orrery.spec.Template.Reference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the nodes of a chain get besides their files, and the programs beside them: with every name filled in. */
public final class Companions {
    private final Layout layout;
    private final ChainLayout chain;
    private final Map<String, String> prefixes;

    /** @param prefixes the address prefixes of chains, by name, that of this one among them */
    public Companions(Layout layout, ChainLayout chain, Map<String, String> prefixes) {
        this.layout = layout;
        this.chain = chain;
        this.prefixes = prefixes;
    }

    /** What is added to a node's environment. */
    public Map<String, String> environment(NodeLayout node) {
        return filled(extras().environment(), new Place("env", node, Optional.empty()));
    }

    /** What follows the arguments that every node has. */
    public List<String> arguments(NodeLayout node) {
        Place place = new Place("startArgs", node, Optional.empty());
        return extras().arguments().stream().map(text -> filled(text, place)).toList();
    }

    /** The companions of a node, in the order of the file. */
    public List<CompanionPlan> of(NodeLayout node) {
        checkNodes();
        return extras().companions().stream()
                .filter(companion -> companion.isBeside(node.id().node()))
                .map(companion -> plan(companion, node))
                .toList();
    }

    private CompanionPlan plan(CompanionSpec companion, NodeLayout node) {
        Place place = new Place("companions." + companion.name(), node, Optional.of(companion));
        return new CompanionPlan(
                new CompanionId(node.id(), companion.name()),
                companion.files().entrySet().stream()
                        .map(file -> file(file.getKey(), file.getValue(), place))
                        .toList(),
                companion.arguments().stream().map(text -> filled(text, place)).toList(),
                filled(companion.environment(), place),
                companion.first());
    }

    private PlannedFile file(String path, Template content, Place place) {
        boolean secret = content.references().stream().anyMatch(name -> name.name() == Name.MNEMONIC);
        return new PlannedFile(path, filled(content, place).getBytes(StandardCharsets.UTF_8), secret);
    }

    /** Whose text it is: a node's, or that of a companion beside it. */
    private record Place(String key, NodeLayout node, Optional<CompanionSpec> companion) {}

    private Map<String, String> filled(Map<String, Template> texts, Place place) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, filled(text, place)));
        return values;
    }

    private String filled(Template text, Place place) {
        return text.fill(reference -> value(reference, place));
    }

    private String value(Reference reference, Place place) {
        String of = reference.of();
        return switch (reference.name()) {
            case RPC ->
                "http://" + host(reference, place) + ":"
                        + address(reference, place).rpc();
            case GRPC ->
                host(reference, place) + ":" + address(reference, place).grpc();
            case REST ->
                "http://" + host(reference, place) + ":"
                        + address(reference, place).rest();
            case CHAIN_ID -> chain(of).chainId();
            case DENOM -> chain(of).spec().denom();
            case GAS_PRICE ->
                chain(of).spec().gasPrice().toPlainString() + chain(of).spec().denom();
            case NODE -> place.node().id().node();
            case HOME -> NodePlan.HOME;
            case NODE_HOME -> place.companion().isPresent() ? CompanionPlan.NODE_HOME : NodePlan.HOME;
            case PORT -> Integer.toString(port(of, place));
            case MNEMONIC -> account(of, place).mnemonic().phrase();
            case ADDRESS -> address(of, place);
        };
    }

    /** A companion reaches its own node where only who is beside it does; anybody may ask for what a node tells of itself. */
    private String host(Reference reference, Place place) {
        NodeAddress address = address(reference, place);
        return reference.of().isEmpty() && place.companion().isPresent() ? address.hostBeside() : address.host();
    }

    private NodeAddress address(Reference reference, Place place) {
        return node(reference, place).address();
    }

    private ChainLayout chain(String of) {
        return of.isEmpty() ? chain : layout.chain(of);
    }

    /** The own node; of another chain, its first one or the one that is named. */
    private NodeLayout node(Reference reference, Place place) {
        String of = reference.of();
        if (of.isEmpty()) {
            return place.node();
        }
        int slash = of.indexOf('/');
        ChainLayout meant = layout.chain(slash < 0 ? of : of.substring(0, slash));
        return slash < 0 ? meant.nodes().getFirst() : node(meant, of.substring(slash + 1), place.key());
    }

    private void checkNodes() {
        for (CompanionSpec companion : extras().companions()) {
            companion.nodes().forEach(name -> node(chain, name, "companions." + companion.name() + ".beside"));
        }
    }

    private NodeLayout node(ChainLayout of, String name, String key) {
        List<String> names = of.nodes().stream().map(node -> node.id().node()).toList();
        return of.nodes().stream()
                .filter(node -> node.id().node().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    Failure.Builder failure = Failure.doing("planning " + chain.name())
                            .where("chains." + chain.name() + "." + key)
                            .expected("one of the nodes of " + of.name() + ": " + String.join(", ", names))
                            .seen("\"" + name + "\"");
                    NearMiss.of(name, names).ifPresent(near -> failure.hint("did you mean \"" + near + "\"?"));
                    return new InvalidInputException(failure.build());
                });
    }

    /** A port of the companion itself, or of another one beside the same node. */
    private static int port(String of, Place place) {
        int slash = of.indexOf('/');
        String companion =
                slash < 0 ? place.companion().map(CompanionSpec::name).orElseThrow() : of.substring(0, slash);
        Map<String, Integer> ports = Objects.requireNonNull(
                place.node().companionPorts().get(companion), () -> place.node().id() + "/" + companion);
        return Objects.requireNonNull(ports.get(of.substring(slash + 1)), of);
    }

    private AccountLayout account(String of, Place place) {
        int slash = of.indexOf('/');
        String name = of.substring(slash + 1);
        return chain(slash < 0 ? "" : of.substring(0, slash)).accounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Failure.doing("planning " + chain.name())
                        .where("chains." + chain.name() + "." + place.key())
                        .expected("the name of an account with a key")
                        .seen("\"" + of + "\"")
                        .build()));
    }

    private String address(String of, Place place) {
        int slash = of.indexOf('/');
        String there = slash < 0 ? chain.name() : of.substring(0, slash);
        String prefix = Optional.ofNullable(prefixes.get(there))
                .orElseThrow(() -> new InvalidInputException(Failure.doing("planning " + chain.name())
                        .where("chains." + there + ".prefix")
                        .expected("the address prefix of " + there + ", which " + place.key() + " asks for")
                        .seen("neither its binary nor the file tells it")
                        .hint("write \"prefix: …\" in chains." + there)
                        .build()));
        return Bech32.encode(prefix, account(of, place).key().publicKey().address());
    }

    /** The ports of a companion by the names that the file gives them. */
    public static Map<String, Integer> named(CompanionSpec companion, List<Integer> ports) {
        Map<String, Integer> named = new LinkedHashMap<>();
        IntStream.range(0, ports.size())
                .forEach(i -> named.put(companion.ports().get(i), ports.get(i)));
        return named;
    }

    private NodeExtras extras() {
        return chain.spec().extras();
    }
}
