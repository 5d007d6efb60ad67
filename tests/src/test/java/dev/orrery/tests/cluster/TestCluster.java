package dev.orrery.tests.cluster;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kubernetes of one node, from the folder {@code test-cluster}: started with the first free number, and gone when it
 * is closed or when this process ends, however it ends. The first start on a machine builds it, which takes minutes.
 * Needs root.
 */
public final class TestCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TestCluster.class);
    private static final Path FOLDER =
            Path.of("..", "test-cluster").toAbsolutePath().normalize();
    private static final Path ORRERY = FOLDER.resolveSibling("orrery");
    private static final Duration BUILD = Duration.ofMinutes(40);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int LINES_KEPT = 40;
    private static final String READY = "export KUBECONFIG=";

    private final Process script;
    private final Path kubeconfig;
    private final ReentrantLock pushing = new ReentrantLock();
    private final ReentrantLock giving = new ReentrantLock();
    private String orrery;
    private Path leastRights;

    private TestCluster(Process script, Path kubeconfig) {
        this.script = script;
        this.kubeconfig = kubeconfig;
    }

    /**
     * Starts a cluster, and returns when its node is Ready.
     *
     * @throws HostException with the script's own words if it can not: no root, a package that is missing, a build that failed
     */
    public static TestCluster start() {
        Process script = process(List.of("up.sh", "--hold"));
        Said said = new Said();
        Thread.ofVirtual().name("test cluster").start(() -> read(script.getErrorStream(), said));
        FutureTask<Path> ready = new FutureTask<>(() -> kubeconfig(script, said));
        Thread.ofVirtual().start(ready);
        try {
            return new TestCluster(
                    script, Deadline.after(BUILD).await(ready, () -> failure("no word of its being ready", said)));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HostException refused
                    ? refused
                    : new HostException(failure("it broke", said), e);
        } catch (DeadlineExceededException e) {
            stop(script);
            throw e;
        }
    }

    /** What clients of its API server are configured with, as its administrator. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** The same for the account that may start networks, and nothing else. */
    public Path leastRights() {
        giving.lock();
        try {
            if (leastRights == null) {
                leastRights = Kubeconfigs.leastRights(this, AtomicFiles.folder(kubeconfig.resolveSibling("rights")));
            }
            return leastRights;
        } finally {
            giving.unlock();
        }
    }

    public int number() {
        return Integer.parseInt(kubeconfig.getParent().getFileName().toString());
    }

    /**
     * Host and port of the node's registry, which speaks plain HTTP. The node takes the images of all registries from it: what
     * is pushed here as {@code chains/simd:v8} is there for pods as {@code any.host/chains/simd:v8}.
     */
    public String registry() {
        return "172.30." + number() + ".2:5000";
    }

    /**
     * Runs a command inside the node, for example {@code kubectl}, and returns what it printed.
     *
     * @throws HostException with what it said, if its status is not 0
     */
    public String run(String... command) {
        return run(List.of(), command);
    }

    /** The same, with lines on its standard input. */
    public String run(List<String> input, String... command) {
        List<String> words = new ArrayList<>(List.of("in.sh", String.valueOf(number())));
        words.addAll(List.of(command));
        return output(process(words), input, String.join(" ", command));
    }

    /**
     * Packs a program and pushes it to the node's registry, by {@code orrery image push}.
     *
     * @param name of the image in the registry, with its tag: {@code simd:v8}
     * @param options which program: {@code --orrery}; {@code --chain hub -n FILE}; {@code --program FILE}
     * @return the name with its digest, for pods
     */
    public String push(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("image", "push", registry() + "/" + name, "--insecure"));
        words.addAll(List.of(options));
        return orrery(words.toArray(String[]::new));
    }

    /** Runs the command line that this build made, and returns what it printed. */
    private static String orrery(String... words) {
        List<String> command = new ArrayList<>(List.of(ORRERY.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        // What is tested is what this build made; a build inside the build would take it away.
        builder.environment().put("ORRERY_SKIP_BUILD", "1");
        try {
            return output(builder.start(), List.of(), String.join(" ", command)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs and pushes every program that a network file of the class path names. */
    public void pushAll(String file) {
        try {
            pushAll(Path.of(TestCluster.class.getClassLoader().getResource(file).toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError("a class loader gives proper URLs", e);
        }
    }

    /** Packs and pushes every program that a network file names, as {@code orrery image push --all} does. */
    public void pushAll(Path network) {
        orrery("image", "push", "--all", registry(), "--insecure", "-n", network.toString());
    }

    /** Orrery's own image in the node's registry, pushed when it is asked for first. */
    public String orreryImage() {
        pushing.lock();
        try {
            if (orrery == null) {
                orrery = push("orrery:test", "--orrery");
            }
            return orrery;
        } finally {
            pushing.unlock();
        }
    }

    private static String output(Process process, List<String> input, String command) {
        Said errors = new Said();
        Thread reader = Thread.ofVirtual().start(() -> read(process.getErrorStream(), errors));
        try (var out = process.outputWriter(StandardCharsets.UTF_8)) {
            out.write(String.join("\n", input));
        } catch (IOException e) {
            LOG.debug("{} does not read its input", command, e);
        }
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            reader.join();
            if (process.waitFor() != 0) {
                throw new HostException(failure(command + " ended with status " + process.exitValue(), errors));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new HostException(failure("interrupted", errors), e);
        }
    }

    /** Ends the cluster, and returns when nothing of it is left. */
    @Override
    public void close() {
        stop(script);
    }

    /** The script takes its cluster down when its standard input ends. */
    private static void stop(Process script) {
        try {
            script.getOutputStream().close();
            int status = Deadline.after(STOP)
                    .await(script.onExit(), () -> failure("it does not end", new Said()))
                    .exitValue();
            if (status != 0) {
                throw new HostException(failure("down.sh ended with status " + status, new Said()));
            }
        } catch (IOException | ExecutionException e) {
            throw new HostException(failure("it can not be stopped", new Said()), e);
        }
    }

    private static Path kubeconfig(Process script, Said said) throws IOException, InterruptedException {
        BufferedReader out = script.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return Path.of(line.substring(READY.length()));
            }
        }
        throw new HostException(failure("up.sh ended with status " + script.waitFor(), said));
    }

    /** A script of the folder, with arguments. */
    static Process process(List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.set(0, FOLDER.resolve(words.getFirst()).toString());
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(InputStream stream, Said said) {
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                .lines()
                .forEach(line -> {
                    LOG.info("{}", line);
                    said.add(line);
                });
    }

    private static Failure failure(String seen, Said said) {
        return Failure.doing("running a test cluster")
                .seen(seen)
                .log(FOLDER, said.lines())
                .build();
    }

    /** The last lines of a script. */
    private static final class Said {
        private final Deque<String> lines = new ConcurrentLinkedDeque<>();

        void add(String line) {
            lines.addLast(line);
            if (lines.size() > LINES_KEPT) {
                lines.pollFirst();
            }
        }

        List<String> lines() {
            return List.copyOf(lines);
        }
    }
}
