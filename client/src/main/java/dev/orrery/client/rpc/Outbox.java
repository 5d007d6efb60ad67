package dev.orrery.client.rpc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Sends messages one after the other, on a thread of its own: who gives up waiting for a node that takes nothing in leaves
 * no half message behind, and what many hand over at once goes out at once. Thread-safe.
 */
final class Outbox implements AutoCloseable {
    private final WebSocketLink link;
    private final Consumer<Exception> onFailure;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Thread sender;

    private Outbox(WebSocketLink link, Consumer<Exception> onFailure) {
        this.link = link;
        this.onFailure = onFailure;
        this.sender = Thread.ofVirtual().name("send " + link).unstarted(this::send);
    }

    /** @param onFailure told of the connection's end if that is seen by sending */
    static Outbox of(WebSocketLink link, Consumer<Exception> onFailure) {
        Outbox outbox = new Outbox(link, onFailure);
        outbox.sender.start();
        return outbox;
    }

    /** Never waits. */
    void put(String text) {
        waiting.add(text);
    }

    /** Takes back what was not sent yet. */
    void withdraw(String text) {
        boolean unused = waiting.remove(text);
    }

    /** Ends the thread, as soon as the link is closed too. */
    @Override
    public void close() {
        sender.interrupt();
    }

    private void send() {
        List<String> next = new ArrayList<>();
        try {
            while (true) {
                next.add(waiting.take());
                waiting.drainTo(next);
                link.send(next);
                next.clear();
            }
        } catch (InterruptedException e) {
            // closed
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }
}
