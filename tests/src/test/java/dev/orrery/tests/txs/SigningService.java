package dev.orrery.tests.txs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.Signatures;
import dev.orrery.client.keys.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** A service that keeps a key and signs over HTTP, as key services do: in DER, and with whatever s comes. */
final class SigningService implements AutoCloseable {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    private SigningService(HttpServer server) {
        this.server = server;
    }

    static SigningService start(AccountKey key) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SigningService service = new SigningService(server);
            server.createContext("/sign", exchange -> service.answer(exchange, key));
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a user would write: a signer that asks the service. */
    Signer signer(PublicKey publicKey) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sign");
        HttpClient http = HttpClient.newHttpClient();
        return new Signer() {
            @Override
            public PublicKey publicKey() {
                return publicKey;
            }

            @Override
            public byte[] sign(byte[] message) {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build();
                try {
                    return Signatures.fromDer(http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, AccountKey key) throws IOException {
        asked.incrementAndGet();
        byte[] signature = key.sign(exchange.getRequestBody().readAllBytes());
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOf(signature, 32))));
        numbers.add(new ASN1Integer(ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)))));
        byte[] der = new DERSequence(numbers).getEncoded();
        exchange.sendResponseHeaders(200, der.length);
        exchange.getResponseBody().write(der);
        exchange.close();
    }
}
