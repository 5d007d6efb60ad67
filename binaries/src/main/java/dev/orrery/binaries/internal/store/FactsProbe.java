package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a binary for its facts, in throw-away homes and with an environment of its own, so that nothing of this machine's
 * user gets into them.
 *
 * @param binary which
 * @param folder where its homes may be
 * @param log where to keep what {@code init} printed if it fails
 */
public record FactsProbe(Binary binary, Path folder, Path log) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What a program needs to find its libraries and tools; no {@code SIMD_HOME} and the like. */
    private static final List<String> INHERITED = List.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR");

    private static final String PREFIX_LINE = "Bech32 Acc:";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    BinaryFacts ask() throws IOException {
        Deadline deadline = Deadline.after(PATIENCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> prefix = threads.submit(() -> prefix(deadline));
            try {
                Path config = init(deadline).resolve("config");
                return new BinaryFacts(
                        binary.sha256(),
                        genesis(config.resolve("genesis.json")),
                        FactsStore.configFiles(config),
                        deadline.await(
                                prefix,
                                () -> Failure.doing("asking for the address prefix")
                                        .where(binary.source())
                                        .build()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OrreryException known) {
                    throw known;
                }
                throw new IOException(e.getCause());
            } finally {
                prefix.cancel(true);
            }
        }
    }

    private Path init(Deadline deadline) throws IOException {
        Path home = folder.resolve("home");
        String doing = "asking the binary for its default genesis and configuration";
        Command.Result result = command(
                        doing, "init", "init", "probe", "--chain-id", "probe-1", "--home", home.toString())
                .run(deadline);
        if (result.succeeded() && Files.isRegularFile(home.resolve("config/genesis.json"))) {
            return home;
        }
        AtomicFiles.write(
                log,
                String.join(
                        "\n",
                        Stream.concat(result.out().stream(), result.err().stream())
                                .toList()));
        throw new BinaryException(Failure.doing(doing)
                .where(binary.source())
                .expected("`" + binary.executable().getFileName() + " init` to write config/genesis.json")
                .seen(result.succeeded() ? "it ended, and wrote none" : "it ended with status " + result.status())
                .log(log, result.tail())
                .hint("check that this is the daemon of a Cosmos SDK chain, and that it runs by itself")
                .command(Shell.join(List.of(
                        binary.executable().toString(),
                        "init",
                        "probe",
                        "--chain-id",
                        "probe-1",
                        "--home",
                        "/tmp/probe")))
                .build());
    }

    private ObjectNode genesis(Path file) throws IOException {
        try {
            JsonNode genesis = JSON.readTree(Files.readAllBytes(file));
            if (genesis instanceof ObjectNode whole) {
                return whole;
            }
            throw notGenesis("not a JSON object", null);
        } catch (JacksonException e) {
            throw notGenesis(e.getOriginalMessage(), e);
        }
    }

    private BinaryException notGenesis(String seen, @Nullable JacksonException cause) {
        Failure failure = Failure.doing("reading the binary's default genesis")
                .where(binary.source())
                .expected("a JSON object in config/genesis.json")
                .seen(seen)
                .build();
        return cause == null ? new BinaryException(failure) : new BinaryException(failure, cause);
    }

    /** {@code debug prefixes} came with SDK 0.46; {@code debug addr}, whose answer starts with the prefix, is older. */
    private String prefix(Deadline deadline) throws IOException {
        String doing = "asking the binary for its address prefix";
        String prefix = prefixIn(command(doing, "prefixes", "debug", "prefixes").run(deadline));
        if (!prefix.isEmpty()) {
            return prefix;
        }
        String address = prefixIn(
                command(doing, "addr", "debug", "addr", "00".repeat(20)).run(deadline));
        return address.substring(0, Math.max(0, address.lastIndexOf('1')));
    }

    private static String prefixIn(Command.Result result) {
        return Stream.concat(result.out().stream(), result.err().stream())
                .filter(line -> line.startsWith(PREFIX_LINE))
                .map(line -> line.substring(PREFIX_LINE.length()).strip())
                .findFirst()
                .orElse("");
    }

    private Command command(String doing, String home, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        Path userHome = Files.createDirectories(folder.resolve("user-" + home));
        environment.put("HOME", userHome.toString());
        List<String> words = Stream.concat(Stream.of(binary.executable().toString()), Stream.of(arguments))
                .toList();
        return new Command(doing, binary.source(), words, userHome, environment);
    }
}
