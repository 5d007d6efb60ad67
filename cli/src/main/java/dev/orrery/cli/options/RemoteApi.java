package dev.orrery.cli.options;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.network.NetworkDescription.ApiDescription;
import dev.orrery.service.client.NetworkApi;
import dev.orrery.service.client.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks a network's API service instead of the network itself: for networks that run elsewhere. */
public final class RemoteApi {
    /** Longer than the service waits for nodes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Option(names = "--api", paramLabel = "URL", description = "Ask the network's API service there, and nothing else.")
    private @Nullable URI url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "The API service's token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust these certificates (PEM) and no others, where the API service has TLS.")
    private @Nullable Path ca;

    /** Whether it is to be asked. */
    public boolean isMeant() {
        return url != null || tokenFile != null;
    }

    /**
     * Asks it about its network.
     *
     * @throws InvalidInputException if it is not said where it is, or there is no token
     */
    public int use(ToIntFunction<NetworkApi> action) {
        try (ServiceClient client = client()) {
            return action.applyAsInt(client.network());
        }
    }

    /**
     * A client of it.
     *
     * @throws InvalidInputException if it is not said where it is, or there is no token
     */
    public ServiceClient client() {
        if (url == null || tokenFile == null) {
            throw new InvalidInputException(Failure.doing("reading the command line")
                    .expected("--api URL and --token-file FILE")
                    .seen("one of the two")
                    .build());
        }
        if (url.getHost() == null || !SCHEMES.contains(String.valueOf(url.getScheme()))) {
            throw new InvalidInputException(Failure.doing("reading the command line")
                    .where("--api " + url)
                    .expected("an address such as http://127.0.0.1:8080")
                    .seen("another")
                    .build());
        }
        String token = token(tokenFile);
        return ca == null ? ServiceClient.of(url, token) : ServiceClient.of(url, token, ca);
    }

    /** A client of the service of a network that runs here. */
    public static ServiceClient client(ApiDescription local) {
        return ServiceClient.of(URI.create(local.url()), token(Path.of(local.tokenFile())));
    }

    /** For one answer. */
    public static Deadline deadline() {
        return Deadline.after(PATIENCE);
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new InvalidInputException(Failure.doing("reading the API service's token")
                    .where(file.toString())
                    .seen(e.getClass().getSimpleName())
                    .hint("'orrery status --json' of the process that started the network tells where it is")
                    .build());
        }
    }
}
