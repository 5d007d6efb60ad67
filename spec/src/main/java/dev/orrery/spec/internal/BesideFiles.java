package dev.orrery.spec.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.GenesisEdits.Balance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that a network file names and whose content is part of the network. Each tells all its problems at once. */
final class BesideFiles {
    private static final Pattern BALANCE = Pattern.compile("\\s*([^\\s,;]+)(?:\\s*[,;]\\s*|\\s+)(\\S.*?)\\s*");

    private BesideFiles() {}

    /** The operations of a file of JSON Patch; as JSON or as YAML. */
    static List<Located<Bound>> patch(Path file) {
        Problems problems = new Problems(file.toString());
        String text =
                read(file, "genesisPatchFile", path -> SpecText.decode(Files.readAllBytes(path), path.toString()));
        Optional<List<Located<Bound>>> operations = YamlText.compose(text, problems)
                .flatMap(root -> GenesisFormat.PATCH.shape().bind(root, new Place(1, 1, "").of(root), problems));
        operations.ifPresent(all -> new GenesisChecker(problems).check(all));
        if (!problems.isEmpty()) {
            throw problems.exception();
        }
        return operations.orElse(List.of());
    }

    /** The addresses of a file, with what each holds: {@code cosmos1…,5uatom,7ufoo}. Lines that begin with # say nothing. */
    static List<Balance> balances(Path file) {
        return read(file, "accountsFile", path -> {
            Problems problems = new Problems(path.toString());
            List<Balance> balances = new ArrayList<>();
            Map<String, Integer> lines = new HashMap<>();
            try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                int number = 0;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    number++;
                    if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                        balance(line, number, lines, problems).ifPresent(balances::add);
                    }
                }
            }
            if (!problems.isEmpty()) {
                throw problems.exception();
            }
            return balances;
        });
    }

    private static Optional<Balance> balance(String line, int number, Map<String, Integer> lines, Problems problems) {
        Matcher parts = BALANCE.matcher(line);
        if (!parts.matches()) {
            problems.report(
                    new Place(number, 1, ""),
                    "must be an address and its coins, such as cosmos1…,1000uatom; is " + Words.quote(line.strip()));
            return Optional.empty();
        }
        String address = parts.group(1);
        Place place = new Place(number, parts.start(1) + 1, "");
        if (!Texts.ADDRESS.matches(address)) {
            problems.report(place, "must be " + Texts.ADDRESS.allowed() + ", is " + Words.quote(address));
            return Optional.empty();
        }
        Integer first = lines.putIfAbsent(address, number);
        if (first != null) {
            problems.report(place, Words.shorten(address) + " is on line " + first + " already");
            return Optional.empty();
        }
        return coins(parts.group(2), new Place(number, parts.start(2) + 1, ""), problems)
                .map(coins -> new Balance(address, coins));
    }

    private static Optional<List<CoinSpec>> coins(String text, Place place, Problems problems) {
        try {
            if (Texts.COINS.matches(text)) {
                return Optional.of(Texts.COINS.parser().parse(text));
            }
            problems.report(place, "must be " + Texts.COINS.allowed() + ", is " + Words.quote(text));
        } catch (TextShape.Refusal e) {
            problems.report(place, e.allowed() + ", is " + Words.quote(text));
        }
        return Optional.empty();
    }

    /** Reads a file. */
    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private static <T> T read(Path file, String key, Reading<T> reading) {
        Failure.Builder failure = Failure.doing("reading " + file).where(key);
        try {
            return reading.of(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(failure.seen("there is no such file")
                    .hint("correct the path; relative paths start at the network file")
                    .build());
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    failure.expected("UTF-8 text").seen("other bytes").build());
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInputException(
                    failure.seen("it cannot be read (" + e.getMessage() + ")").build());
        }
    }
}
