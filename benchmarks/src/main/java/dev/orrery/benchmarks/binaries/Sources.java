package dev.orrery.benchmarks.binaries;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.orrery.base.AtomicFiles;
import dev.orrery.base.OrreryException;
import dev.orrery.base.Sha256;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Options;
import dev.orrery.benchmarks.measure.Samples;
import dev.orrery.benchmarks.measure.Shells;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.images.ImageBuilder;
import dev.orrery.images.ImageTarget;
import dev.orrery.images.ProgramImage;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One program out of each source, from servers on the loopback address: with an empty cache, and with one that has it;
 * beside the usual tool alone, which neither verifies nor keeps what it gets.
 */
public final class Sources {
    private final PrintStream out;
    private final Binary program;
    private final Path folder;

    public Sources(PrintStream out, Binary program, Path folder) {
        this.out = out;
        this.program = program;
        this.folder = folder;
    }

    /** @return how many sources did not give the program */
    public int run(int rounds) {
        Path served = AtomicFiles.folder(folder.resolve("served"));
        String name = program.executable().getFileName().toString();
        Folders.copy(program.executable(), served.resolve(name));
        Shells.run(
                "tar",
                "-C",
                served.toString(),
                "-czf",
                served.resolve("p.tar.gz").toString(),
                name);
        Path repository = AtomicFiles.folder(folder.resolve("repository"));
        AtomicFiles.write(
                repository.resolve("build.sh"),
                "mkdir -p build && cp " + served.resolve(name) + " build/p && chmod +x build/p\n");
        String git = repository.toString();
        Shells.run("git", "-C", git, "init", "--quiet");
        Shells.run("git", "-C", git, "add", ".");
        Shells.run("git", "-C", git, "-c", "user.name=me", "-c", "user.email=me@example.com", "commit", "-qm", "one");
        Shells.run("git", "-C", git, "tag", "v1");
        HttpServer web = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), served, OutputLevel.NONE);
        web.start();
        try (LocalRegistry registry = LocalRegistry.start(folder)) {
            String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/";
            String image = new ImageBuilder(folder.resolve("layers"))
                    .build(
                            ProgramImage.of(program, Optional.empty(), folder.resolve("packed")),
                            new ImageTarget.Registry(registry.host() + "/p:v1", false, Optional.empty()))
                    .pinned();
            out.printf("%s, %.1f MB%n%n", program.source(), size(program.executable()) / 1e6);
            out.printf("%-22s %10s %10s %-34s %10s %8s%n", "source", "cold s", "cached s", "beside", "s", "ratio");
            int failed = measure(
                    "url: the program",
                    download(url + name, served.resolve(name)),
                    rounds,
                    "curl",
                    List.of("curl", "-sfo", folder.resolve("got").toString(), url + name));
            failed += measure(
                    "url: tar.gz",
                    download(url + "p.tar.gz", served.resolve("p.tar.gz")),
                    rounds,
                    "curl | tar",
                    List.of("sh", "-c", "curl -sf " + url + "p.tar.gz | tar -xzC " + folder));
            failed += measure(
                    "git: and a copy",
                    new BinarySpec.Git(git, "v1", "sh build.sh", "build/p"),
                    rounds,
                    "git clone and the command",
                    List.of(
                            "sh",
                            "-c",
                            "rm -rf " + folder.resolve("c") + " && git clone -q " + git + " " + folder.resolve("c")
                                    + " && cd " + folder.resolve("c") + " && sh build.sh"));
            failed += measure(
                    "image:",
                    new BinarySpec.Image(image, Optional.empty()),
                    rounds,
                    Shells.has("skopeo") ? "skopeo copy" : "curl of its largest layer",
                    Shells.has("skopeo")
                            ? List.of(
                                    "sh",
                                    "-c",
                                    "rm -rf " + folder.resolve("d")
                                            + " && skopeo copy -q --src-tls-verify=false docker://" + image + " dir:"
                                            + folder.resolve("d"))
                            : List.of("curl", "-sfo", folder.resolve("got").toString(), registry.largestBlob(image)));
            return failed;
        } finally {
            web.stop(0);
        }
    }

    private int measure(String label, BinarySpec source, int rounds, String beside, List<String> tool) {
        Samples cold = new Samples();
        Samples cached = new Samples();
        Samples alone = new Samples();
        try {
            for (int round = 0; round <= rounds; round++) {
                Path cache = folder.resolve("cache");
                long start = System.nanoTime();
                Binary had = new Binaries(OrreryCache.at(cache)).get(source, BuildProgress.SILENT);
                Duration first = Duration.ofNanos(System.nanoTime() - start);
                if (!had.sha256().equals(program.sha256())) {
                    throw Options.wrong(had.sha256(), "the SHA-256 " + program.sha256());
                }
                start = System.nanoTime();
                new Binaries(OrreryCache.at(cache)).get(source, BuildProgress.SILENT);
                Duration again = Duration.ofNanos(System.nanoTime() - start);
                AtomicFiles.deleteTree(cache);
                start = System.nanoTime();
                Shells.run(tool.toArray(String[]::new));
                Duration other = Duration.ofNanos(System.nanoTime() - start);
                if (round > 0) {
                    cold.add(first);
                    cached.add(again);
                    alone.add(other);
                }
            }
        } catch (OrreryException e) {
            out.printf("%-22s failed: %s%n", label, e.failure().headline());
            return 1;
        }
        double tools = Samples.seconds(alone.median());
        out.printf(
                Locale.ROOT,
                "%-22s %10.3f %10.3f %-34s %10.3f %8.2f%n",
                label,
                Samples.seconds(cold.median()),
                Samples.seconds(cached.median()),
                beside,
                tools,
                Samples.seconds(cold.median()) / tools);
        return 0;
    }

    private static BinarySpec download(String url, Path file) {
        try {
            return new BinarySpec.Download(
                    url,
                    Map.of(BinarySpec.Download.ANY_MACHINE, Sha256.hex(Files.readAllBytes(file))),
                    Optional.empty(),
                    Optional.empty());
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }
}
