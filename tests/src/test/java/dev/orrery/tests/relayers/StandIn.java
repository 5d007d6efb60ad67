package dev.orrery.tests.relayers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that is started and answers as Hermes does, and relays nothing: for what is done with relayers, not by them. */
final class StandIn {
    private static final Pattern PORT = Pattern.compile("\\[rest][^\\[]*port = (\\d+)");
    private static final Pattern CHAIN = Pattern.compile("\\[\\[chains]]\\s+id = \"([^\"]+)\"");

    private StandIn() {}

    public static void main(String[] arguments) throws IOException {
        String config = Files.readString(Path.of(arguments[1]));
        if (List.of(arguments).contains("keys")) {
            System.out.println("SUCCESS Restored key");
            return;
        }
        System.out.println("INFO starting");
        Matcher port = PORT.matcher(config);
        if (!port.find()) {
            System.out.println("ERROR no port in " + config);
            System.exit(1);
        }
        String chains = String.join(
                ",",
                CHAIN.matcher(config)
                        .results()
                        .map(chain -> "\"" + chain.group(1) + "\"")
                        .toList());
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), Integer.parseInt(port.group(1))),
                0);
        server.createContext(
                "/state",
                exchange -> answer(exchange, "{\"status\":\"success\",\"result\":{\"chains\":[" + chains + "]}}"));
        server.createContext("/clear_packets", exchange -> {
            System.out.println("INFO clearing, asked by " + exchange.getRequestMethod());
            answer(exchange, "{\"status\":\"success\"}");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
