package dev.orrery.cli.files;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.base.NetworkStateException;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.options.RemoteApi;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.service.client.FilesApi;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.service.client.StoredFile;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Mixin;

/** Whose files are meant: those of {@code --api}, or of the network that runs here. */
final class FileService {
    @Mixin
    private final Shared shared = new Shared();

    @Mixin
    private final RemoteApi api = new RemoteApi();

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofMinutes(10));

    boolean json() {
        return shared.json;
    }

    /** @throws NetworkStateException if there is no such network, or it has no service */
    int use(String doing, ToIntBiFunction<FilesApi, Deadline> action) {
        try (ServiceClient client = api.isMeant() ? api.client() : local(doing)) {
            return action.applyAsInt(client.files(), limit.deadline());
        }
    }

    private ServiceClient local(String doing) {
        return NetworkPlaces.ready(doing, shared.network)
                .api()
                .map(RemoteApi::client)
                .orElseThrow(() -> new NetworkStateException(Failure.doing(doing)
                        .where(NetworkPlaces.file(shared.network).toString())
                        .seen("this network has no API service")
                        .hint("start it without --no-api, or name another service with --api and --token-file")
                        .build()));
    }

    /** That there is no such file, with the nearest name that there is. */
    static NetworkStateException missing(String doing, String name, FilesApi files, Deadline deadline) {
        List<String> names =
                files.list("", deadline).stream().map(StoredFile::path).toList();
        Failure.Builder failure = Failure.doing(doing).where(name).seen("there is no file of this name");
        NearMiss.of(name, names).ifPresent(near -> failure.hint("did you mean " + near + "?"));
        return new NetworkStateException(failure.build());
    }
}
