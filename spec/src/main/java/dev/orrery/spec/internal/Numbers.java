package dev.orrery.spec.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.node.ObjectNode;

/** Numbers of YAML's core schema, of any size that a chain can use. */
final class Numbers {
    /** The largest {@code math.Int} of the Cosmos SDK: 256 bits. */
    static final BigInteger LARGEST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    /** Reading a number takes time quadratic in its length, and no chain has a use for longer ones. */
    static final int MOST_DIGITS = 100;

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,38}(?:\\.[0-9]{1,18})?");
    private static final Pattern EXPONENT = Pattern.compile(".*[eE][-+]?0*[0-9]{4,}", Pattern.DOTALL);

    private Numbers() {}

    /** The value of an integer node; empty where it is too long. */
    static Optional<BigInteger> integer(ScalarNode node) {
        String text = node.getValue();
        if (text.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        if (text.startsWith("0x")) {
            return Optional.of(new BigInteger(text.substring(2), 16));
        }
        return Optional.of(text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text));
    }

    /** The value of a float node; empty where it is too long, infinite or not a number. */
    static Optional<BigDecimal> decimal(ScalarNode node) {
        String text = node.getValue();
        boolean finite = text.chars().noneMatch(c -> c == 'n' || c == 'N');
        return finite && text.length() <= MOST_DIGITS && !EXPONENT.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** A whole number between two bounds. */
    record Whole(String allowed, BigInteger min, BigInteger max) implements Shape<BigInteger> {
        static Whole between(long min, long max) {
            return new Whole(
                    "a whole number from " + min + " to " + max, BigInteger.valueOf(min), BigInteger.valueOf(max));
        }

        static Whole positive() {
            return new Whole("a whole number from 1 to 2^256 - 1", BigInteger.ONE, LARGEST);
        }

        @Override
        public Optional<BigInteger> bind(Node node, Place place, Problems problems) {
            if (!(node instanceof ScalarNode scalar) || !node.getTag().equals(Tag.INT)) {
                boolean quoted = node instanceof ScalarNode text
                        && !text.isPlain()
                        && text.getValue().matches("[0-9]{1,78}");
                return refuse(node, place, problems, quoted ? "; leave out the quotes" : "");
            }
            Optional<BigInteger> value = integer(scalar).filter(n -> n.compareTo(min) >= 0 && n.compareTo(max) <= 0);
            return value.isPresent() ? value : refuse(node, place, problems, "");
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = Schemas.type("integer");
            schema.set("minimum", Schemas.number(min));
            schema.set("maximum", Schemas.number(max));
            return schema;
        }
    }

    /** A decimal of at least 0 as the SDK's {@code LegacyDec} can hold it: 18 decimals. */
    record Decimal() implements Shape<BigDecimal> {
        @Override
        public String allowed() {
            return "a number of at least 0 with at most 18 decimals, such as 0.025";
        }

        @Override
        public Optional<BigDecimal> bind(Node node, Place place, Problems problems) {
            boolean number = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
            boolean fits = node instanceof ScalarNode scalar
                    && PLAIN_DECIMAL.matcher(scalar.getValue()).matches();
            return fits && number
                    ? Optional.of(new BigDecimal(((ScalarNode) node).getValue()))
                    : refuse(node, place, problems, fits ? "; leave out the quotes" : "");
        }

        @Override
        public ObjectNode schema() {
            return Schemas.type("number").put("minimum", 0);
        }
    }
}
