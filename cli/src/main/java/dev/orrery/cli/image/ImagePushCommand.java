package dev.orrery.cli.image;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.images.ImageTarget;
import dev.orrery.images.RegistryLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "push",
        header = "Pack a program as an image, and push it to a registry.",
        description = {
            "",
            "Layers that the registry has are not sent again. Prints the image's name with its digest, which pins it."
                    + " Logins of docker and podman are used, and their credential helpers.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery image push registry.example.com/chains/hub:v1 --chain hub",
            "  orrery image push --all registry.example.com/chains",
            "  orrery image push 172.30.1.2:5000/simd:v8 --insecure",
            "  orrery image push ghcr.io/me/gaiad:v18 --program ./gaiad --user me --password-stdin < token"
        })
final class ImagePushCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 1 << 16;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IMAGE",
            description =
                    "The image's name: REGISTRY/NAME:TAG. With --all the registry alone; by default that of the network"
                            + " file (kubernetes.registry), or $$ORRERY_REGISTRY.")
    private @Nullable String reference;

    @Option(
            names = "--all",
            description =
                    "Every program that the network file names, of chains, companions and relayers, each under the"
                            + " name by which `up --on kubernetes` finds it in that registry.")
    private boolean all;

    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Option(
            names = "--insecure",
            description = "Also push to a registry that speaks plain HTTP, or whose certificate nobody vouches for.")
    private boolean insecure;

    @Option(names = "--user", paramLabel = "USER", description = "Who pushes; with --password-stdin.")
    private @Nullable String user;

    @Option(names = "--password-stdin", description = "The password or token of --user is on standard input.")
    private boolean passwordOnInput;

    private final Terminal terminal;

    ImagePushCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<RegistryLogin> login = login();
        if (all) {
            program.packAll(
                    Optional.ofNullable(reference), name -> new ImageTarget.Registry(name, insecure, login), terminal);
        } else if (reference != null) {
            program.pack(new ImageTarget.Registry(reference, insecure, login), terminal);
        } else {
            throw new InvalidInputException(Failure.doing("reading the command line")
                    .expected("the image's name, REGISTRY/NAME:TAG, or --all")
                    .seen("neither")
                    .build());
        }
        return ExitStatus.OK;
    }

    private Optional<RegistryLogin> login() {
        if (user == null && !passwordOnInput) {
            return Optional.empty();
        }
        if (user == null || !passwordOnInput) {
            throw new InvalidInputException(Failure.doing("reading the login")
                    .expected("--user and --password-stdin together")
                    .seen(user == null ? "no --user" : "no --password-stdin")
                    .build());
        }
        try {
            String password = new String(terminal.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (password.isEmpty()) {
                throw new InvalidInputException(Failure.doing("reading the login")
                        .expected("a password or token on standard input")
                        .seen("nothing")
                        .build());
            }
            return Optional.of(new RegistryLogin(user, password));
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("reading standard input").seen(e.toString()).build(), e);
        }
    }
}
