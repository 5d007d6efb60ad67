package dev.orrery.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.CommandLineRun;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.service.ApiService;
import dev.orrery.service.ServiceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCommandTest {
    private static final int LARGE = 60_000_000;

    @TempDir
    Path folder;

    private ApiService service;
    private Path genesis = Path.of("");

    @BeforeEach
    void start() throws IOException {
        service = ApiService.start(ServiceOptions.of(folder.resolve("store"), folder.resolve("token")));
        genesis = Files.writeString(folder.resolve("genesis.json"), "{\"chain_id\":\"hub-1\"}");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aFileIsStoredListedReadAndDeletedWithItsHashShown() throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(genesis)));
        Path back = folder.resolve("back.json");

        assertThat(files("put", genesis.toString(), "hub/genesis.json").out())
                .isEqualTo("stored hub/genesis.json, 20 B, sha256 " + hash + "\n");
        assertThat(files("list", "hub/").out()).contains("hub/genesis.json", "20 B", hash);
        assertThat(files("list", "zone/").out()).doesNotContain("genesis");
        assertThat(files("get", "hub/genesis.json", back.toString()).out())
                .isEqualTo("hub/genesis.json is in " + back + ", 20 B, sha256 " + hash + "\n");
        assertThat(back).hasSameBinaryContentAs(genesis);
        assertThat(files("get", "hub/genesis.json", "-").out()).isEqualTo("{\"chain_id\":\"hub-1\"}");
        assertThat(files("rm", "hub/genesis.json").out()).isEqualTo("deleted hub/genesis.json\n");
        assertThat(files("list", "--json").json().path("files")).isEmpty();
    }

    @Test
    void programsGetJson() {
        assertThat(files("put", "--json", genesis.toString(), "a").json().propertyNames())
                .containsExactly("path", "size", "sha256", "modified");
        assertThat(files("list", "--json").json().at("/files/0/path").asString())
                .isEqualTo("a");
        Path back = folder.resolve("back");
        assertThat(files("get", "--json", "a", back.toString())
                        .json()
                        .required("file")
                        .asString())
                .isEqualTo(back.toString());
        assertThat(files("rm", "--json", "a").json().required("deleted").asString())
                .isEqualTo("a");
    }

    @Test
    void whatIsToBeCreatedOnceIsNotReplaced() throws IOException {
        assertThat(files("put", "--create-once", genesis.toString(), "a").status())
                .isZero();
        Path other = Files.writeString(folder.resolve("other"), "other");

        CommandLineRun again = files("put", "--create-once", other.toString(), "a");

        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("the file is there already");
        assertThat(files("get", "a", "-").out()).isEqualTo("{\"chain_id\":\"hub-1\"}");
    }

    @Test
    void whatGoesWrongIsSaidClearly() {
        files("put", genesis.toString(), "hub/genesis.json");

        CommandLineRun missing =
                files("get", "hub/gensis.json", folder.resolve("none").toString());
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no file of this name", "did you mean hub/genesis.json?");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(files("rm", "hub/gensis.json").err()).contains("did you mean hub/genesis.json?");
        for (String name : new String[] {"a b", "../x", "con", ".git"}) {
            CommandLineRun wrong = files("put", genesis.toString(), name);
            assertThat(wrong.status()).as(name).isEqualTo(2);
            assertThat(wrong.err()).as(name).containsAnyOf("letters, digits", "keep such a segment for a device");
        }
        assertThat(files("put", folder.toString(), "a").err()).contains("a folder");
        assertThat(files("put", folder.resolve("none").toString(), "a").status())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("files", "list", "--api", "127.0.0.1:8080", "--token-file", "x")
                        .err())
                .contains("--api");
        assertThat(CommandLineRun.of("files", "list", "-n", folder.toString()).status())
                .isEqualTo(2);
    }

    /** On a terminal one line tells how far it is, and is gone at the end; elsewhere there is none. */
    @Test
    void progressIsForTerminals() throws IOException {
        byte[] noise = new byte[LARGE];
        new Random(1).nextBytes(noise);
        Path large = Files.write(folder.resolve("large"), noise);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), print, print, true, Style.PLAIN, Style.PLAIN);

        int status = Main.run(terminal, new StopSignal(Thread.currentThread()), args("put", large.toString(), "large"));

        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("large  [0-9.]+ [kM]B of 60.0 MB, [0-9]+ %")
                .containsPattern("\\u001b\\[Kstored large, 60.0 MB, sha256 [0-9a-f]{64}\n$");
        assertThat(files("put", large.toString(), "large").out()).doesNotContain("\r", "%");
    }

    private CommandLineRun files(String... command) {
        return CommandLineRun.of(args(command));
    }

    private String[] args(String... command) {
        URI url = service.url();
        List<String> args = new ArrayList<>(List.of("files"));
        args.addAll(List.of(command));
        args.addAll(List.of(
                "--api", url.toString(), "--token-file", folder.resolve("token").toString()));
        return args.toArray(String[]::new);
    }
}
