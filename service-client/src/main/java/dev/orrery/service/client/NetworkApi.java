package dev.orrery.service.client;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.service.client.Calls.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of a network through its API service; see {@link ServiceClient#network()}. Answers are JSON, as the
 * service's OpenAPI document describes it. Throws as {@link ServiceClient} does. Thread-safe.
 */
public final class NetworkApi {
    private final Calls calls;

    NetworkApi(Calls calls) {
        this.calls = calls;
    }

    /**
     * What {@code orrery status --json} prints, and how far each node is.
     *
     * @param timeout how long nodes may take to answer
     */
    public JsonNode status(Duration timeout, Deadline deadline) {
        return get("asking for the status", "/v1/network?timeout=" + timeout.toMillis() + "ms", deadline);
    }

    /** What {@code orrery paths --json} prints. */
    public JsonNode paths(Duration timeout, Deadline deadline) {
        return get("asking for the paths", "/v1/paths?timeout=" + timeout.toMillis() + "ms", deadline);
    }

    /** The same of one path, with everything that has happened on it. */
    public JsonNode timeline(String path, Duration timeout, Deadline deadline) {
        return get(
                "asking for the timeline of " + path,
                "/v1/paths/" + path + "/timeline?timeout=" + timeout.toMillis() + "ms",
                deadline);
    }

    /** The chains, each as the chain registry's {@code chain.json}. */
    public List<JsonNode> chains(Deadline deadline) {
        return get("asking for the chains", "/v1/chains", deadline)
                .required("chains")
                .valueStream()
                .toList();
    }

    /** The canonical paths, each as a file of the chain registry's {@code _IBC}. */
    public List<JsonNode> ibc(Deadline deadline) {
        return get("asking for the registry of paths", "/v1/ibc", deadline)
                .required("paths")
                .valueStream()
                .toList();
    }

    /** Tells the service of its network: what a {@code network.json} holds. Takes the operator's token. */
    public void attach(JsonNode description, Deadline deadline) {
        Call call = Call.json("telling the service of its network", "PUT", "/v1/network", description);
        byte[] unused = calls.accepted(call, calls.send(call, BodyHandlers.ofByteArray(), deadline));
    }

    /**
     * Has the faucet of a chain send coins, and waits until they are in a block. Asked once: coins are not sent twice.
     *
     * @param coins {@code 5uatom,7ufoo}; empty for the usual amount
     * @return what {@code orrery faucet --json} prints: the transaction, with {@code address} and {@code coins}
     */
    public JsonNode faucet(String chain, String address, Optional<String> coins, Deadline deadline) {
        ObjectNode body = Calls.JSON.createObjectNode().put("address", address);
        coins.ifPresent(text -> body.put("coins", text));
        Call call = Call.json("asking the faucet of " + chain, "POST", "/v1/faucet/" + chain, body);
        return Calls.JSON.readTree(calls.accepted(call, calls.sendOnce(call, BodyHandlers.ofByteArray(), deadline)));
    }

    /** Which {@code nodes}, {@code companions} and {@code relayers} have logs, as the command line names them. */
    public JsonNode logs(Deadline deadline) {
        return get("asking for the logs", "/v1/logs", deadline);
    }

    /** Reads the log of a stage of a node as it is now. */
    public void readLog(String chain, String node, String stage, Consumer<String> line, Deadline deadline) {
        read(nodeLog(chain, node, stage), line, deadline);
    }

    /** Follows the log of a stage of a node, until the network stops or the thread is interrupted. */
    public void followLog(String chain, String node, String stage, Consumer<String> line) {
        follow(nodeLog(chain, node, stage), line);
    }

    /** Reads the log of a companion of a node as it is now. */
    public void readCompanionLog(
            String chain, String node, String companion, Consumer<String> line, Deadline deadline) {
        read(companionLog(chain, node, companion), line, deadline);
    }

    /** Follows the log of a companion of a node, until the network stops or the thread is interrupted. */
    public void followCompanionLog(String chain, String node, String companion, Consumer<String> line) {
        follow(companionLog(chain, node, companion), line);
    }

    /** Reads the log of a relayer as it is now. */
    public void readRelayerLog(String path, String relayer, Consumer<String> line, Deadline deadline) {
        read(relayerLog(path, relayer), line, deadline);
    }

    /** Follows the log of a relayer, until the network stops or the thread is interrupted. */
    public void followRelayerLog(String path, String relayer, Consumer<String> line) {
        follow(relayerLog(path, relayer), line);
    }

    private static String nodeLog(String chain, String node, String stage) {
        return "/v1/nodes/" + chain + "/" + node + "/logs?stage=" + stage + "&follow=";
    }

    private static String companionLog(String chain, String node, String companion) {
        return "/v1/nodes/" + chain + "/" + node + "/companions/" + companion + "/logs?follow=";
    }

    private static String relayerLog(String path, String relayer) {
        return "/v1/paths/" + path + "/relayers/" + relayer + "/logs?follow=";
    }

    private void read(String path, Consumer<String> line, Deadline deadline) {
        Call call = Call.bare("reading a log", "GET", path + false);
        HttpResponse<InputStream> answer = calls.send(call, BodyHandlers.ofInputStream(), deadline);
        lines(call, answer, line);
    }

    private void follow(String path, Consumer<String> line) {
        Call call = Call.bare("following a log", "GET", path + true);
        HttpResponse<InputStream> answer = calls.open(call, BodyHandlers.ofInputStream());
        String[] event = {""};
        lines(call, answer, text -> {
            if (text.startsWith("event: ")) {
                event[0] = text.substring("event: ".length());
            } else if (text.startsWith("data: ") && event[0].equals("line")) {
                line.accept(text.substring("data: ".length()));
            }
        });
    }

    private void lines(Call call, HttpResponse<InputStream> answer, Consumer<String> line) {
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw calls.refused(call, answer.statusCode(), body.readAllBytes());
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line.accept(text);
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Failure.doing(call.doing()).seen("interrupted").build(), e);
            }
            throw new NetworkStateException(
                    Failure.doing(call.doing())
                            .where(call.path())
                            .expected("a log to its end")
                            .seen("the connection ended: " + e.getMessage())
                            .hint("the service or its network was stopped")
                            .build(),
                    e);
        }
    }

    private JsonNode get(String doing, String path, Deadline deadline) {
        return calls.json(Call.bare(doing, "GET", path), deadline);
    }
}
