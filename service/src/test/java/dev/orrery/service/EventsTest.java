package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir
    Path folder;

    private Service service;

    @BeforeEach
    void start() {
        service = Service.in(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whatHappensIsToldInItsOrder() throws IOException {
        try (Stream events = new Stream(service.token(), "")) {
            service.put("/v1/files/a", "one");
            service.put("/v1/files/b", "two");

            assertThat(events.next().text()).isEqualTo("hello {}");
            assertThat(events.next().text()).contains("file {", "\"name\":\"a\"", "\"size\":3");
            assertThat(events.next().text()).contains("file {", "\"name\":\"b\"");
        }
    }

    @Test
    void thatAFileIsDeletedIsToldToo() throws IOException {
        try (Stream events = new Stream(service.token(), "")) {
            service.put("/v1/files/hub/genesis.json", "one");
            service.send("DELETE", "/v1/files/hub/genesis.json");

            assertThat(events.next().text()).isEqualTo("hello {}");
            assertThat(events.next().text()).doesNotContain("deleted");
            assertThat(events.next().text()).contains("file {", "\"name\":\"hub/genesis.json\"", "\"deleted\":true");
        }
    }

    @Test
    void whoComesBackGoesOnWhereItWas() throws IOException {
        String last;
        try (Stream events = new Stream(service.token(), "")) {
            service.put("/v1/files/a", "one");
            events.next();
            last = events.next().id();
        }
        service.put("/v1/files/b", "two");
        service.put("/v1/files/c", "three");

        try (Stream events = new Stream(service.token(), last)) {
            assertThat(events.next().text()).isEqualTo("hello {}");
            assertThat(events.next().text()).contains("\"name\":\"b\"");
            assertThat(events.next().text()).contains("\"name\":\"c\"");
        }
    }

    @Test
    void whoComesBackTooLateIsToldToLookAgain() throws IOException {
        for (String unknown : new String[] {"other-1", "x", "-", "1-99999999999999999999"}) {
            try (Stream events = new Stream(service.token(), unknown)) {
                assertThat(events.next().text()).as(unknown).isEqualTo("reset {}");
                service.put("/v1/files/" + unknown.length(), "one");
                assertThat(events.next().text()).contains("\"name\":\"" + unknown.length() + "\"");
            }
        }
    }

    @Test
    void aNodeIsNotToldOfOthersKeys() throws IOException {
        try (Stream events = new Stream(service.tokenOf("hub", "val1"), "")) {
            service.put("/v1/files/hub/nodes/val2/key.json", "secret");
            service.put("/v1/files/hub/genesis.json", "genesis");
            service.put("/v1/files/hub/nodes/val1/key.json", "own");

            assertThat(events.next().text()).isEqualTo("hello {}");
            assertThat(events.next().text()).contains("\"name\":\"hub/genesis.json\"");
            assertThat(events.next().text()).contains("\"name\":\"hub/nodes/val1/key.json\"");
        }
    }

    @Test
    void aThousandClientsAreToldAndLeaveNoThreadsBehind() throws Exception {
        List<Stream> clients = new ArrayList<>();
        int before = service.threads();
        try {
            for (int i = 0; i < 1_000; i++) {
                clients.add(new Stream(service.token(), ""));
            }
            for (Stream client : clients) {
                assertThat(client.next().text()).isEqualTo("hello {}");
            }
            service.put("/v1/files/hub/genesis.json", "genesis");
            for (Stream client : clients) {
                assertThat(client.next().text()).contains("hub/genesis.json");
            }
            assertThat(service.threads()).isGreaterThanOrEqualTo(before + 1_000);
        } finally {
            for (Stream client : clients) {
                client.close();
            }
        }
        // Who is gone is noticed when there is something to tell.
        for (int i = 0; i < 100 && service.threads() > before + 50; i++) {
            service.put("/v1/files/news", "news " + i);
        }
        assertThat(service.threads()).isLessThan(before + 50);
    }

    @Test
    void closingTheServiceEndsItsStreams() throws IOException {
        try (Stream events = new Stream(service.token(), "")) {
            events.next();

            service.restart();

            assertThat(events.ended()).isTrue();
        }
    }

    private record Event(String id, String text) {}

    /** A client of the stream, on a connection of its own. */
    private final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Stream(String token, String lastId) throws IOException {
            socket = service.socket();
            socket.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n"
                                    + (lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        Event next() throws IOException {
            String id = "";
            String type = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Event(id, type + " " + line.substring(6));
                }
            }
            throw new IOException("the stream has ended");
        }

        boolean ended() {
            try {
                next();
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
