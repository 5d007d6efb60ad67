package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path through a tree of keys (BIP-32): {@code m/44'/118'/0'/0/0}.
 *
 * @param indices one number a level, with bit 31 set where the level is hardened
 */
public record HdPath(List<Long> indices) {
    private static final long HARDENED = 0x80000000L;
    private static final Pattern LEVEL = Pattern.compile("([0-9]{1,10})(['hH]?)");

    public HdPath {
        indices = List.copyOf(indices);
        if (indices.stream().anyMatch(index -> index < 0 || index >= 2 * HARDENED)) {
            throw invalid(indices.toString());
        }
    }

    /** BIP-44's path of the first account: {@code m/44'/coinType'/0'/0/0}; most Cosmos chains have coin type 118. */
    public static HdPath ofCoinType(int coinType) {
        return bip44(coinType, 0, 0);
    }

    /** {@code m/44'/coinType'/account'/0/index}. */
    public static HdPath bip44(int coinType, int account, int index) {
        return new HdPath(List.of(44 + HARDENED, coinType + HARDENED, account + HARDENED, 0L, (long) index));
    }

    /** @throws InvalidInputException if the text is no path */
    public static HdPath parse(String text) {
        String[] levels = text.strip().split("/", -1);
        if (!levels[0].equals("m")) {
            throw invalid(text);
        }
        List<Long> indices = new ArrayList<>();
        for (int i = 1; i < levels.length; i++) {
            var match = LEVEL.matcher(levels[i]);
            if (!match.matches() || Long.parseLong(match.group(1)) >= HARDENED) {
                throw invalid(text);
            }
            indices.add(Long.parseLong(match.group(1)) + (match.group(2).isEmpty() ? 0 : HARDENED));
        }
        return new HdPath(indices);
    }

    @Override
    public String toString() {
        return indices.stream()
                .map(index -> index >= HARDENED ? "/" + (index - HARDENED) + "'" : "/" + index)
                .collect(Collectors.joining("", "m", ""));
    }

    private static InvalidInputException invalid(String text) {
        return new InvalidInputException(Failure.doing("reading the key path \"" + text + "\"")
                .expected("m, then levels from 0 to 2147483647, hardened ones with ', as in m/44'/118'/0'/0/0")
                .seen(text)
                .build());
    }
}
