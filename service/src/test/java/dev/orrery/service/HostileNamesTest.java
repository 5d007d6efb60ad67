package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that mean harm, sent as bytes of the request line, since no decent client would send them. */
class HostileNamesTest {
    private static final String[] TABLE = {
        "..",
        "../x",
        "../../etc/passwd",
        "a/../b",
        "a/./b",
        ".",
        "./a",
        "a/..",
        "...",
        "..a",
        "a..",
        ".hidden",
        "a/.git/x",
        "/etc/passwd",
        "//etc/passwd",
        "a//b",
        "a/",
        "",
        "C:/x",
        "C:x",
        "\\\\host\\x",
        "..\\x",
        "a\\b",
        "file:///etc/passwd",
        "%2e%2e/x",
        "%2e%2e%2fx",
        "..%2f..%2fx",
        "%252e%252e%252fx",
        "..%252fx",
        "%c0%ae%c0%ae/x",
        "%uff0e%uff0e/x",
        "..%5cx",
        "..%255cx",
        "a%00",
        "a%00.json",
        "a%2500",
        "a%0a",
        "a%0d%0aX-Header:1",
        "a%20b",
        "a;b",
        "..;/x",
        "a;/../x",
        "a%3f",
        "a%23",
        "a*",
        "a|b",
        "a<b",
        "a:b",
        "a\"b",
        "~",
        "~root/x",
        "$HOME",
        "`id`",
        "$(id)",
        "a&b",
        "con",
        "CON",
        "Con.txt",
        "nul",
        "NUL.json",
        "aux/x",
        "x/prn",
        "com1",
        "COM9.log",
        "lpt1",
        "conin$",
        "a.",
        " a",
        "%e2%80%ae",
        "%f0%9f%98%80",
        "\u00e9",
        "%",
        "%%",
        "%zz",
        "%2",
        "{a}",
        "<path>",
        "[a]",
        "^",
    };

    @TempDir
    Path folder;

    @Test
    void noneOfThemIsAFile() throws IOException {
        try (Service service = Service.in(folder)) {
            Set<String> before = outside(service);
            List<String> names = new ArrayList<>(List.of(TABLE));
            names.add("a".repeat(129));
            names.add("a/".repeat(16) + "a");
            names.add(("a".repeat(100) + "/").repeat(5) + "a".repeat(20));
            for (String name : names) {
                for (String method : new String[] {"PUT", "GET", "DELETE"}) {
                    String answer = service.raw(method + " /v1/files/" + name
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: TOKEN\r\nContent-Length: 4\r\n"
                            + "Connection: close\r\n\r\nevil");
                    assertThat(answer).as(method + " " + name).doesNotContain("root:");
                    assertThat(status(answer)).as(method + " " + name).isIn(400, 404, 405, 431, 414);
                }
            }

            assertThat(outside(service)).isEqualTo(before);
            assertThat(contents(service)).isEmpty();
        }
    }

    @Test
    void namesThatDifferOnlyInCaseAreTwoFiles() {
        try (Service service = Service.in(folder)) {
            service.put("/v1/files/Key", "upper");
            service.put("/v1/files/key", "lower");

            assertThat(Service.text(service.send("GET", "/v1/files/Key"))).isEqualTo("upper");
            assertThat(Service.text(service.send("GET", "/v1/files/key"))).isEqualTo("lower");
        }
    }

    @Test
    void aFileMayHaveTheNameOfAnothersFolder() {
        try (Service service = Service.in(folder)) {
            service.put("/v1/files/a/b", "inner");
            service.put("/v1/files/a", "outer");

            assertThat(Service.text(service.send("GET", "/v1/files/a/b"))).isEqualTo("inner");
            assertThat(Service.text(service.send("GET", "/v1/files/a"))).isEqualTo("outer");
        }
    }

    /** What the service takes for a name stays inside, whatever it is; what it refuses leaves nothing. */
    @Test
    void tenThousandMadeUpNamesStayInside() throws IOException {
        try (Service service = Service.in(folder, Limits.USUAL.withRequestsPerSecond(1_000_000))) {
            Set<String> before = outside(service);
            String token = service.token();
            Random random = new Random(8);
            int accepted = 0;
            int sent = 0;
            while (sent < 10_000) {
                try (Socket socket = service.socket()) {
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                    boolean open = true;
                    while (open && sent < 10_000) {
                        String name = madeUp(random);
                        socket.getOutputStream()
                                .write(("PUT /v1/files/" + name + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                                + token + "\r\nContent-Length: 1\r\n\r\nx")
                                        .getBytes(StandardCharsets.ISO_8859_1));
                        String line = in.readLine();
                        if (line == null) {
                            break; // the connection had ended; the name does not count
                        }
                        sent++;
                        int status = status(line);
                        assertThat(status).as(name).isIn(200, 201, 400, 404, 405);
                        accepted += status < 300 ? 1 : 0;
                        open = rest(in);
                    }
                }
            }

            assertThat(accepted).isPositive().isLessThan(sent);
            assertThat(outside(service)).isEqualTo(before);
            try (Stream<Path> names = Files.list(service.store.resolve("files/names"))) {
                assertThat(names).allMatch(file -> file.getFileName().toString().matches("[0-9a-f]{64}"));
            }
        }
    }

    private static String madeUp(Random random) {
        String[] parts = {
            "..",
            ".",
            "/",
            "/",
            "a",
            "b",
            "key",
            "%2e",
            "%2E%2e",
            "%2f",
            "%5c",
            "\\",
            "%00",
            "%25",
            "%c0%af",
            ";",
            "~",
            "C:",
            "con",
            "NUL",
            "-",
            "_",
            "etc/passwd",
            "x.json",
            "\u00ff",
            "%e2%80%a5",
            "...",
            "*",
            "'",
            "|",
            "$",
        };
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            name.append(parts[random.nextInt(parts.length)]);
        }
        return name.toString();
    }

    /** Reads to the end of an answer; whether another request may follow on this connection. */
    private static boolean rest(BufferedReader in) throws IOException {
        int length = 0;
        boolean open = true;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String header = line.toLowerCase(java.util.Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            open &= !header.equals("connection: close");
        }
        return in.skip(length) == length && open;
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }

    /** All files around the store's own three folders. */
    private Set<String> outside(Service service) throws IOException {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(file -> !file.startsWith(service.store.resolve("files")))
                    .map(Path::toString)
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<Path> contents(Service service) throws IOException {
        try (Stream<Path> all = Files.list(service.store.resolve("files/contents"))) {
            return all.toList();
        }
    }
}
