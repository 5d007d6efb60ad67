package dev.orrery.binaries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A web server on the loopback address that has files, knows ranges, and can be made to fail. */
final class FileServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Map<String, Integer> cuts = new ConcurrentHashMap<>();
    private final List<String> requests = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile boolean ranges = true;
    private volatile int busy;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    FileServer file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    FileServer redirect(String from, String to) {
        redirects.put(from, to);
        return this;
    }

    /** The next answers for this file break off after so many of its bytes each. */
    FileServer cut(String path, int bytes) {
        cuts.put(path, bytes);
        return this;
    }

    FileServer withoutRanges() {
        ranges = false;
        return this;
    }

    /** The next so many requests are answered by 503. */
    FileServer busy(int times) {
        busy = times;
        return this;
    }

    /** Each request: its path, and the range it asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? path : path + " " + range);
        if (busy > 0) {
            busy--;
            exchange.sendResponseHeaders(503, -1);
        } else if (redirects.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", redirects.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (files.containsKey(path)) {
            send(exchange, path, files.get(path), range);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange, String path, byte[] content, String range) throws IOException {
        int from = range == null || !ranges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= content.length && from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        int length = Math.min(content.length - from, cuts.getOrDefault(path, content.length));
        OutputStream out = exchange.getResponseBody();
        out.write(content, from, length);
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
