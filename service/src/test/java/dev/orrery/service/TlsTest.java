package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.service.client.ServiceClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a given certificate. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private Path certificate = Path.of("");
    private Path key = Path.of("");
    private KeyStore store;

    @BeforeEach
    void makeACertificate() throws Exception {
        Path file = folder.resolve("keys.p12");
        assertThat(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "api",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=api",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        certificate = pem(
                "certificate.pem", "CERTIFICATE", store.getCertificate("api").getEncoded());
        key = pem("key.pem", "PRIVATE KEY", store.getKey("api", PASSWORD).getEncoded());
    }

    @Test
    void whoTrustsTheCertificateIsServedAlsoBeyondThisMachine() throws Exception {
        ServiceOptions options =
                options().withTls(new TlsFiles(certificate, key)).listeningOn(new InetSocketAddress("0.0.0.0", 0));
        try (ApiService service = ApiService.start(options);
                HttpClient trusting =
                        HttpClient.newBuilder().sslContext(trust()).build();
                HttpClient other = HttpClient.newHttpClient()) {
            URI health = URI.create("https://127.0.0.1:" + service.url().getPort() + "/health");
            HttpRequest request = HttpRequest.newBuilder(health).build();

            assertThat(service.url().getScheme()).isEqualTo("https");
            assertThat(trusting.send(request, BodyHandlers.ofString()).body()).isEqualTo("{\"status\":\"up\"}");
            assertThatThrownBy(() -> other.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void theClientTrustsTheAuthorityThatItIsTold() throws IOException {
        try (ApiService service = ApiService.start(options().withTls(new TlsFiles(certificate, key)))) {
            String token = Files.readString(folder.resolve("token")).strip();
            byte[] genesis = {1, 2, 3};
            try (ServiceClient trusting = ServiceClient.of(service.url(), token, certificate);
                    ServiceClient other = ServiceClient.of(service.url(), token)) {
                trusting.put("hub/genesis.json", genesis, minute());
                assertThat(trusting.find("hub/genesis.json", minute())).hasValue(genesis);

                assertThatThrownBy(() -> other.find("hub/genesis.json", minute()))
                        .isInstanceOf(NetworkStateException.class)
                        .hasMessageContaining("a certificate that is trusted here");
            }
            assertThatThrownBy(() -> ServiceClient.of(service.url(), token, key))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("certificates to trust");
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutBeingShown() throws IOException {
        Path wrong =
                pem("wrong.pem", "PRIVATE KEY", "this is my secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ApiService.start(options().withTls(new TlsFiles(certificate, wrong))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PKCS #8")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ApiService.start(options().withTls(new TlsFiles(key, key))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("certificate chain");
    }

    private static Deadline minute() {
        return Deadline.after(Duration.ofMinutes(1));
    }

    private ServiceOptions options() {
        return ServiceOptions.of(folder.resolve("store"), folder.resolve("token"));
    }

    private SSLContext trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", store.getCertificate("api"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private Path pem(String name, String type, byte[] der) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                        + "-----\n");
    }
}
