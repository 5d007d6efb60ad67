package dev.orrery.spec;

import dev.orrery.base.NearMiss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with names in braces that are filled in when the network is planned: {@code {rpc}}, {@code {rpc:zone}},
 * {@code {mnemonic:alice}}. Braces around anything but a word stay as they are, and <code>{{word}}</code> stands for
 * {@code {word}}.
 *
 * @param parts the text, cut at the names
 */
public record Template(List<Part> parts) {
    private static final Pattern NAME = Pattern.compile("\\{\\{([a-zA-Z]+)}}|\\{([a-zA-Z]+)(?::([^{}\\s]*))?}");

    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text that stays as it is. */
    public record Text(String text) implements Part {}

    /**
     * A name in braces.
     *
     * @param of what follows the colon; empty where there is none
     */
    public record Reference(Name name, String of) implements Part {
        @Override
        public String toString() {
            return "{" + name.word() + (of.isEmpty() ? "" : ":" + of) + "}";
        }
    }

    /** What can stand in braces. */
    public enum Name {
        /** A node's CometBFT RPC: {@code http://host:port}. Without a colon that of the own node, else of a chain or a node. */
        RPC("rpc"),
        /** A node's gRPC: {@code host:port}. */
        GRPC("grpc"),
        /** A node's REST API: {@code http://host:port}. */
        REST("rest"),
        /** A chain's ID. */
        CHAIN_ID("chainId"),
        /** A chain's staking and fee denom. */
        DENOM("denom"),
        /** A chain's smallest gas price, with its denom: {@code 0.025uatom}. */
        GAS_PRICE("gasPrice"),
        /** The name of the own node. */
        NODE("node"),
        /** The home of the process itself. */
        HOME("home"),
        /** The home of the own node. */
        NODE_HOME("nodeHome"),
        /** A port of a companion: its own one, or {@code companion/port} of one beside the same node. */
        PORT("port"),
        /** The mnemonic of an account: {@code alice}, {@code zone/bob}. A secret: not in arguments, which everybody can see. */
        MNEMONIC("mnemonic"),
        /** The address of an account. */
        ADDRESS("address");

        private final String word;

        Name(String word) {
            this.word = word;
        }

        /** As it stands in braces. */
        public String word() {
            return word;
        }
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if a word in braces is none of the names; the message is a predicate: {@code has …}
     */
    public static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        Matcher names = NAME.matcher(text);
        int from = 0;
        while (names.find()) {
            plain.append(text, from, names.start());
            from = names.end();
            if (names.group(1) != null) {
                plain.append('{').append(names.group(1)).append('}');
                continue;
            }
            String of = Optional.ofNullable(names.group(3)).orElse("");
            addText(parts, plain);
            parts.add(new Reference(named(names.group(2)), of));
        }
        addText(parts, plain.append(text.substring(from)));
        return new Template(parts);
    }

    private static void addText(List<Part> parts, StringBuilder plain) {
        if (!plain.isEmpty()) {
            parts.add(new Text(plain.toString()));
            plain.setLength(0);
        }
    }

    private static Name named(String word) {
        List<String> words = Arrays.stream(Name.values()).map(Name::word).toList();
        return Arrays.stream(Name.values())
                .filter(name -> name.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("has {" + word + "}, which stands for nothing; there are {"
                                + String.join("}, {", words) + "}"
                                + NearMiss.of(word, words)
                                        .map(near -> " (did you mean {" + near + "}?)")
                                        .orElse("")
                                + ", and {{" + word + "}} is {" + word + "} itself"));
    }

    /** The names that it has, in their order. */
    public List<Reference> references() {
        return parts.stream()
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .toList();
    }

    /** The text with every name filled in. */
    public String fill(Function<Reference, String> value) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Text plain -> plain.text();
                        case Reference reference -> value.apply(reference);
                    });
        }
        return text.toString();
    }
}
