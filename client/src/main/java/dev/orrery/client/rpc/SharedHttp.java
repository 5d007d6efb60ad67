package dev.orrery.client.rpc;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The HTTP clients that all sockets share: making one costs more than a connection. Their threads are daemons, and end when
 * the virtual machine begins to: one that waits in the operating system holds its end up by 0.3 s.
 */
final class SharedHttp {
    private static final Duration TO_END = Duration.ofMillis(100);

    private static final Map<Path, HttpClient> TRUSTING = new ConcurrentHashMap<>();

    private SharedHttp() {}

    /** @param trusted whom to trust instead of the authorities that the Java platform knows */
    static HttpClient client(URI uri, Optional<Path> trusted) {
        if (!"wss".equals(uri.getScheme())) {
            return Plain.CLIENT;
        }
        return trusted.map(file -> TRUSTING.computeIfAbsent(
                        file,
                        it -> endingInTime(builder()
                                .sslContext(TrustedCertificates.context(it))
                                .build())))
                .orElseGet(() -> Tls.CLIENT);
    }

    private static final class Tls {
        static final HttpClient CLIENT = endingInTime(builder().build());
    }

    private static final class Plain {
        static final HttpClient CLIENT =
                endingInTime(builder().sslContext(trustingNobody()).build());
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** For a client that never uses TLS, which would read the certificates of all authorities all the same. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has TLS", e);
        }
    }

    private static HttpClient endingInTime(HttpClient client) {
        Thread end = Thread.ofPlatform().name("orrery-http-end").unstarted(() -> {
            client.shutdownNow();
            try {
                client.awaitTermination(TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            Runtime.getRuntime().addShutdownHook(end);
        } catch (IllegalStateException e) {
            // The virtual machine is ending already.
        }
        return client;
    }
}
