package dev.orrery.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom to trust, from a file: certificates of an authority of one's own, or of the other side itself. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * A TLS context that trusts these alone.
     *
     * @param file X.509 certificates in PEM
     * @throws InvalidInputException if it holds none
     */
    public static SSLContext context(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw invalid(file, "none");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry(Integer.toString(number++), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw invalid(file, String.valueOf(e));
        }
    }

    private static InvalidInputException invalid(Path file, String seen) {
        return new InvalidInputException(Failure.doing("reading the certificates to trust")
                .where(file.toString())
                .expected("X.509 certificates in PEM")
                .seen(seen)
                .build());
    }
}
