package dev.orrery.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A token of an account as it is an hour after its end: the cluster's own, signed with the cluster's own key (RFC 7515, ES256). */
final class ExpiredToken {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private ExpiredToken() {}

    /** @param valid a token that the cluster takes */
    static String of(TestCluster cluster, String valid) {
        String[] parts = valid.split("\\.");
        ObjectNode claims =
                (ObjectNode) JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
        Instant now = Instant.now();
        claims.put("exp", now.minus(Duration.ofHours(1)).getEpochSecond());
        claims.put("iat", now.minus(Duration.ofHours(2)).getEpochSecond());
        claims.put("nbf", now.minus(Duration.ofHours(2)).getEpochSecond());
        String signed = parts[0] + "." + TEXT.encodeToString(JsonMapper.shared().writeValueAsBytes(claims));
        return signed + "." + TEXT.encodeToString(signature(key(cluster), signed));
    }

    private static byte[] signature(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PrivateKey key(TestCluster cluster) {
        Path file = cluster.kubeconfig().resolveSibling("pki").resolve("sa.key");
        try {
            // Java reads no key in the form of SEC 1.
            Process openssl = new ProcessBuilder(
                            "openssl", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-in", file.toString())
                    .start();
            byte[] der = openssl.getInputStream().readAllBytes();
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the key that signs the cluster's tokens", e);
        }
    }
}
