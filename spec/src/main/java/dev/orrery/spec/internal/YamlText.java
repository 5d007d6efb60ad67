package dev.orrery.spec.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 text as a tree whose nodes know their places. Only what JSON can say is let through: one document, no anchors
 * and aliases (so no bombs), no tags, no deep nesting (so that recursion over the tree is safe).
 */
final class YamlText {
    /** A network file with a large genesis has some kilobytes. */
    static final int LARGEST = 1 << 20;

    static final int DEEPEST = 100;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new WithoutMerging())
            .setUseMarks(true)
            .setAllowNonScalarKeys(true)
            .setAllowDuplicateKeys(true)
            .setCodePointLimit(LARGEST + 1)
            .setBufferSize(1 << 14) // the default, 128, copies long tokens a thousand times
            .build();

    /** The parser gives it for every character; it helps for tabs only. */
    private static final Pattern ADVICE = Pattern.compile(" \\(Do not use . for indentation\\)");

    /** The core schema of YAML 1.2, in which {@code <<} is text; the parser's own gives it a meaning of YAML 1.1. */
    private static final class WithoutMerging extends CoreSchema {
        private final ScalarResolver resolver = new CoreScalarResolver(false);

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }
    }

    private YamlText() {}

    /** The document's root; empty where there are problems. */
    static Optional<Node> compose(String text, Problems problems) {
        if (isPrintable(text, problems) && isPlain(text, problems)) {
            return new Compose(SETTINGS).composeString(text);
        }
        return Optional.empty();
    }

    private static boolean isPrintable(String text, Problems problems) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                String name = String.format(Locale.ROOT, "U+%04X", c);
                problems.report(
                        new Place(line, column, ""), "is not text: the character " + name + " is not allowed in YAML");
                return false;
            }
            i += Character.charCount(c);
            boolean ends = c == '\n' || (c == '\r' && (i == text.length() || text.charAt(i) != '\n'));
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return true;
    }

    private static boolean isPlain(String text, Problems problems) {
        int documents = 0;
        int depth = 0;
        boolean plain = true;
        Optional<Mark> reached = Optional.empty();
        try {
            for (Event event : new Parse(SETTINGS).parseString(text)) {
                Optional<String> refused = Optional.empty();
                reached = event.getEndMark();
                if (event instanceof DocumentStartEvent && ++documents == 2) {
                    refused = Optional.of("a second document begins here; a network file holds one");
                } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                    refused = Optional.of("is nested deeper than " + DEEPEST + " levels");
                } else if (event instanceof CollectionEndEvent) {
                    depth--;
                } else if (event instanceof NodeEvent node) {
                    refused = refusal(node);
                }
                if (refused.isPresent()) {
                    plain = false;
                    problems.report(Place.of(event.getStartMark(), ""), refused.get());
                    if (documents > 1 || depth > DEEPEST) {
                        return false;
                    }
                }
            }
        } catch (MarkedYamlEngineException e) {
            plain = false;
            Place place = Place.of(e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark(), "");
            problems.report(place, "is not YAML: " + oneLine(e));
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The parser throws these at escapes of impossible characters and at %YAML 2.0, without a place.
            plain = false;
            problems.report(
                    Place.of(reached, ""),
                    "cannot be read as YAML 1.2 from here on (" + Words.shorten(String.valueOf(e.getMessage())) + ")");
        }
        if (plain && documents == 0) {
            problems.report(
                    new Place(1, 1, ""), "is empty; it needs `version: 1` and at least one chain under `chains:`");
            return false;
        }
        return plain;
    }

    private static Optional<String> refusal(NodeEvent event) {
        if (event instanceof AliasEvent alias) {
            return Optional.of("the alias *" + Words.shorten(alias.getAlias().getValue())
                    + " is not allowed; write the value out");
        }
        if (event instanceof ScalarEvent scalar && hasHalfCharacter(scalar.getValue())) {
            return Optional.of("an escape stands for half a character (a lone surrogate), which no file can hold");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
        return tag.map(name -> "the tag " + Words.quote(name.replace("tag:yaml.org,2002:", "!!"))
                        + " is not allowed; write a plain value")
                .or(() -> event.getAnchor()
                        .map(Anchor::getValue)
                        .map(name -> "the anchor &" + Words.shorten(name) + " is not allowed; write values out"));
    }

    private static boolean hasHalfCharacter(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String oneLine(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem()).strip();
        String context = e.getContext() == null ? "" : " (" + e.getContext().strip() + ")";
        String text = ADVICE.matcher(problem + context)
                .replaceAll("")
                .replace("'\\t(TAB)'", "a tab")
                .replace("\\t(TAB)", "tabs")
                .replace("\0(0)", "the end of the file");
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
