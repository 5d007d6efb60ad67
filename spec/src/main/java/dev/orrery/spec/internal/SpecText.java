package dev.orrery.spec.internal;

import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.NetworkSpec;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a network file, from bytes to records. */
public final class SpecText {
    /** The largest file, in bytes. */
    public static final int LARGEST = YamlText.LARGEST;

    private SpecText() {}

    /**
     * Reads the text.
     *
     * @throws InvalidInputException with all its problems
     */
    public static NetworkSpec parse(String text, String file, Path folder) {
        checkSize(text.length(), file);
        Problems problems = new Problems(file);
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<Bound> network = YamlText.compose(withoutMark, problems)
                .flatMap(root -> Format.NETWORK.bind(root, new Place(1, 1, "").of(root), problems));
        Path base = folder.toAbsolutePath().normalize();
        network = network.map(bound -> new CatalogChains(problems, Catalog.of(base)).fill(bound));
        network.ifPresent(bound -> new SpecChecker(problems).check(bound));
        if (network.isEmpty() || !problems.isEmpty()) {
            throw problems.exception();
        }
        return new SpecBuilder(base).build(network.get());
    }

    /**
     * The bytes as text.
     *
     * @throws InvalidInputException if they are too many, or not UTF-8: then with the place of the first wrong byte
     */
    public static String decode(byte[] bytes, String file) {
        checkSize(bytes.length, file);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(rest, text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            String[] lines = decoded.split("\r\n|\r|\n", -1);
            String last = lines[lines.length - 1];
            Problems problems = new Problems(file);
            problems.report(
                    new Place(lines.length, last.codePointCount(0, last.length()) + 1, ""),
                    String.format("is not UTF-8 text: the byte 0x%02x is wrong here", rest.get(rest.position())));
            throw problems.exception();
        }
        return decoded;
    }

    private static void checkSize(int size, String file) {
        if (size > LARGEST) {
            Problems problems = new Problems(file);
            problems.report(new Place(1, 1, ""), "is larger than 1 MiB; a network file is not");
            throw problems.exception();
        }
    }
}
