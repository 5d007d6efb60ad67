package dev.orrery.service.internal.http;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.service.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS from PEM files. */
final class TlsContext {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private TlsContext() {}

    /**
     * What Jetty serves TLS with.
     *
     * @throws InvalidInputException if a file is not what it should be; the key itself is in no message
     */
    static SslContextFactory.Server of(TlsFiles files) {
        Certificate[] chain = chain(files.certificate());
        try {
            PrivateKey key = KeyFactory.getInstance(
                            ((X509Certificate) chain[0]).getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(der(files.key())));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain);
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setKeyStore(store);
            context.setKeyStorePassword("");
            context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(files.key(), "a private key that belongs to the certificate, PKCS #8, PEM, not encrypted", e);
        }
    }

    private static Certificate[] chain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
            throw new IOException("no certificate in it");
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(file, "a certificate chain, PEM, the server's own first", e);
        }
    }

    private static byte[] der(Path file) throws IOException {
        String pem = Files.readString(file);
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("no line " + BEGIN);
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64", e);
        }
    }

    private static InvalidInputException wrong(Path file, String expected, Exception e) {
        return new InvalidInputException(Failure.doing("reading the certificate and its key")
                .where(file.toString())
                .expected(expected)
                .seen(e.getClass().getSimpleName() + ": " + e.getMessage())
                .build());
    }
}
