package dev.orrery.cli.up;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.cli.options.ListenAddress;
import dev.orrery.engine.ShareFiles;
import dev.orrery.engine.UpOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code up} is told about the network's API service. */
final class ApiOptions {
    private static final String LISTEN = "--api-listen";
    private static final String NONE = "--no-api";
    private static final String SHARE = "--share-files";

    @Option(
            names = LISTEN,
            defaultValue = "127.0.0.1:0",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.class,
            description = "Where the network's API service listens; port 0 takes any that is free (default:"
                    + " ${DEFAULT-VALUE}).")
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Option(names = NONE, description = "Start the network without its API service.")
    private boolean none;

    @Option(
            names = SHARE,
            defaultValue = "folder",
            paramLabel = "folder|api",
            description = "How nodes share genesis and keys: in a folder, or through the API service as on a cluster"
                    + " (default: ${DEFAULT-VALUE}).")
    private String share = "folder";

    /**
     * The options with what was said.
     *
     * @throws InvalidInputException if it makes no sense
     */
    UpOptions addTo(UpOptions options) {
        ShareFiles how = ShareFiles.of(share).orElseThrow(this::unknown);
        if (none && how == ShareFiles.API) {
            throw new InvalidInputException(Failure.doing("starting a network")
                    .where(SHARE)
                    .expected("an API service to share files through")
                    .seen(NONE)
                    .hint("leave one of the two out")
                    .build());
        }
        return (none ? options : options.withApi(listen)).shareFiles(how);
    }

    /** The same, to be given to another process. */
    List<String> asArguments() {
        List<String> arguments = new ArrayList<>(List.of(SHARE, share));
        if (none) {
            arguments.add(NONE);
        } else {
            String host = listen.getAddress().getHostAddress();
            arguments.addAll(List.of(LISTEN, (host.contains(":") ? "[" + host + "]" : host) + ":" + listen.getPort()));
        }
        return arguments;
    }

    private InvalidInputException unknown() {
        List<String> known =
                Arrays.stream(ShareFiles.values()).map(ShareFiles::label).toList();
        Failure.Builder failure = Failure.doing("starting a network")
                .where(SHARE)
                .expected(String.join(" or ", known))
                .seen(share);
        NearMiss.of(share, known).ifPresent(near -> failure.hint("did you mean " + near + "?"));
        return new InvalidInputException(failure.build());
    }
}
