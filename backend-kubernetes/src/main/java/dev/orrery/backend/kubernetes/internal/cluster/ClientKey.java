package dev.orrery.backend.kubernetes.internal.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The kind of a kubeconfig's client key, which the client takes for RSA where its header does not tell (PKCS #8). */
public final class ClientKey {
    private static final String HEADER = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String ELLIPTIC = "EC";

    private ClientKey() {}

    static void recognize(Config config) {
        if (pem(config).filter(ClientKey::isElliptic).isPresent()) {
            config.setClientKeyAlgo(ELLIPTIC);
        }
    }

    private static Optional<String> pem(Config config) {
        try {
            if (config.getClientKeyData() != null) {
                byte[] pem = Base64.getMimeDecoder().decode(config.getClientKeyData());
                return Optional.of(new String(pem, StandardCharsets.UTF_8));
            }
            return config.getClientKeyFile() == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(Path.of(config.getClientKeyFile())));
        } catch (IOException | IllegalArgumentException e) {
            // The client itself says what is wrong with it.
            return Optional.empty();
        }
    }

    private static boolean isElliptic(String pem) {
        int begin = pem.indexOf(HEADER);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            return false;
        }
        try {
            byte[] key = Base64.getMimeDecoder().decode(pem.substring(begin + HEADER.length(), end));
            KeyFactory.getInstance(ELLIPTIC).generatePrivate(new PKCS8EncodedKeySpec(key));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
