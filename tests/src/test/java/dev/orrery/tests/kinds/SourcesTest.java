package dev.orrery.tests.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.orrery.base.Sha256;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.ImageServer;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.images.ImageBuilder;
import dev.orrery.images.ImageTarget;
import dev.orrery.images.PackedImage;
import dev.orrery.images.ProgramImage;
import dev.orrery.network.Chain;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * One network whose chains have the same program from a source of each kind: a file, a tar file and a zip file of a web
 * server, a repository, a registry; and from a script that changes its configuration before it starts.
 */
@EnabledOnOs(OS.LINUX)
class SourcesTest {
    private static final BinarySpec SIMD =
            new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0");

    @TempDir
    private static Path folder;

    private static final List<UpEvent.ConfigChanged> CHANGED = new CopyOnWriteArrayList<>();
    private static HttpServer files;
    private static ImageServer registry;
    private static RunningNetwork running;

    @BeforeAll
    static void start() throws Exception {
        Binary simd = new Binaries(OrreryCache.standard()).get(SIMD, BuildProgress.SILENT);
        Path served = Files.createDirectories(folder.resolve("served"));
        Path plain = Files.createLink(served.resolve("simd"), Files.copy(simd.executable(), folder.resolve("simd")));
        Path tar = tar(plain, served.resolve("simd.tar.gz"));
        Path zip = zip(plain, served.resolve("simd.zip"));
        files = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), served, OutputLevel.NONE);
        files.start();
        registry = ImageServer.start(Files.createDirectories(folder.resolve("registry")), false);
        PackedImage image = new ImageBuilder(folder.resolve("layers"))
                .build(
                        ProgramImage.of(simd, Optional.empty(), folder.resolve("packed")),
                        new ImageTarget.Registry(registry.reference("chains/simd:v8.8.0"), false, Optional.empty()));
        repository(plain);
        script(plain);
        String web = "http://127.0.0.1:" + files.getAddress().getPort() + "/";
        NetworkSpec spec = SpecReader.read(
                """
                version: 1
                name: sources
                chains:
                  plain: { binary: { url: "%1$ssimd", sha256: %2$s } }
                  tar: { binary: { url: "%1$ssimd.tar.gz", sha256: %3$s } }
                  zip: { binary: { url: "%1$ssimd.zip", sha256: %4$s } }
                  git: { binary: { git: ./repository, ref: v8.8.0, build: "sh build.sh", file: build/simd } }
                  image: { binary: { image: "%5$s" } }
                  script: { binary: { path: ./rewriting } }
                """.formatted(web, sum(plain), sum(tar), sum(zip), image.pinned()), "network.yaml", folder);
        running = Orrery.up(spec, UpOptions.in(folder.resolve("state")).listener(event -> {
            if (event instanceof UpEvent.ConfigChanged changed) {
                CHANGED.add(changed);
            }
        }));
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
        if (registry != null) {
            registry.close();
        }
        if (files != null) {
            files.stop(0);
        }
    }

    @Test
    void aChainOfEachSourceMakesBlocks() {
        assertThat(running.network().chains())
                .hasSize(6)
                .allSatisfy(chain -> assertThat(chain.height()).isPositive());
        String sha256 = sum(folder.resolve("simd"));
        for (String name : List.of("plain", "tar", "zip", "git", "image")) {
            assertThat(binaryOf(name)).as(name).isEqualTo(sha256);
        }
    }

    @Test
    void settingsThatAProgramChangesAtItsStartAreTold() {
        assertThat(CHANGED).singleElement().satisfies(changed -> {
            assertThat(changed.chain() + "/" + changed.node()).isEqualTo("script/val1");
            assertThat(changed.text())
                    .isEqualTo("its program changed config.toml: consensus.timeout_commit is \"300ms\" instead of"
                            + " \"100ms\"");
        });
        Chain script = running.network().chain("script");
        assertThat(script.height()).isPositive();
    }

    private static String binaryOf(String chain) {
        return running.description().chains().stream()
                .filter(each -> each.name().equals(chain))
                .findFirst()
                .orElseThrow()
                .binarySha256();
    }

    private static String sum(Path file) {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path tar(Path program, Path to) throws Exception {
        run(
                "tar",
                "-C",
                program.getParent().toString(),
                "-c",
                "-f",
                to.toString(),
                "--use-compress-program=gzip -1",
                "simd");
        return to;
    }

    private static Path zip(Path program, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("bin/simd"));
            Files.copy(program, zip);
        }
        return to;
    }

    /** A repository whose build needs what the tag is called, as those of chains do for their version. */
    private static void repository(Path program) throws Exception {
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Files.writeString(repository.resolve("build.sh"), """
            set -eu
            test "$(git describe --tags)" = v8.8.0
            mkdir -p build
            cp "%s" build/simd
            """.formatted(program));
        String git = repository.toString();
        run("git", "-C", git, "init", "--quiet");
        run("git", "-C", git, "add", ".");
        run(
                "git",
                "-C",
                git,
                "-c",
                "user.name=me",
                "-c",
                "user.email=me@example.com",
                "commit",
                "--quiet",
                "-m",
                "one");
        run("git", "-C", git, "tag", "v8.8.0");
    }

    /** As osmosisd does without --reject-config-defaults. */
    private static void script(Path program) throws Exception {
        Path script = Files.writeString(folder.resolve("rewriting"), """
            #!/bin/sh
            if [ "$1" = start ]; then
                sed -i 's/^timeout_commit = .*/timeout_commit = "300ms"/' "$3/config/config.toml"
            fi
            exec "%s" "$@"
            """.formatted(program));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
