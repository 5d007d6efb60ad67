package dev.orrery.binaries.internal.store;

import dev.orrery.base.Sha256;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal. */
public final class Hashes {
    private static final int CHUNK = 1 << 18;

    private Hashes() {}

    public static String of(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads with a plain stream: an interrupt would close a channel in the middle. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
