package dev.orrery.tests.api;

import dev.orrery.base.Deadline;
import dev.orrery.service.client.Lease;
import dev.orrery.service.client.ServiceClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The init-chain of a first validator that is killed after it has written a genesis, and before it has written the keys. */
final class DyingInitChain {
    static final Duration TTL = Duration.ofSeconds(2);
    static final byte[] GENESIS = "a genesis of which nothing must be left".getBytes(StandardCharsets.UTF_8);
    private static final Deadline MINUTE = Deadline.after(Duration.ofMinutes(1));

    private DyingInitChain() {}

    /** Runs it in a process of its own, and kills that in the middle; the lease that it had. */
    static Lease runAndDie(URI service, String chain, String token) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingInitChain.class.getName(),
                        service.toString(),
                        chain)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            process.outputWriter().append(token + "\n").flush();
            return new Lease("init-chain." + chain, Long.parseLong(String.valueOf(out.readLine())));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] args) throws Exception {
        String token;
        try (BufferedReader in = new BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            token = in.readLine();
        }
        try (ServiceClient service = ServiceClient.of(URI.create(args[0]), token)) {
            service.once(
                    "init-chain." + args[1],
                    TTL,
                    lease -> {
                        service.put(args[1] + "/genesis.json", GENESIS, lease, MINUTE);
                        System.out.println(lease.fence());
                        untilKilled();
                    },
                    MINUTE);
        }
    }

    private static void untilKilled() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
