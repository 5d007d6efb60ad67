package dev.orrery.cli.image;

import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.images.ImageTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        header = "Pack a program as an image, into a file.",
        description = {
            "",
            "The file is in the OCI image layout: for `docker load`, `podman load`, `kind load image-archive`,"
                    + " `ctr images import`. Prints the image's name with its digest.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery image build --out simd.tar",
            "  orrery image build --chain hub --out hub.tar --name registry.example.com/chains/hub:v1",
            "  orrery image build --program ./build/gaiad --out gaiad.tar"
        })
final class ImageBuildCommand implements Callable<Integer> {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path out = Path.of("image.tar");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name that the image has once it is loaded (default: orrery.local/<file>:latest).")
    private @Nullable String name;

    private final Terminal terminal;

    ImageBuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = out.toAbsolutePath().normalize();
        String called = name;
        if (called == null) {
            String words = String.valueOf(file.getFileName())
                    .replaceFirst("\\.tar$", "")
                    .toLowerCase(java.util.Locale.ROOT);
            called = "orrery.local/" + words.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + ":latest";
        }
        program.pack(new ImageTarget.Tar(file, called), terminal);
        return ExitStatus.OK;
    }
}
