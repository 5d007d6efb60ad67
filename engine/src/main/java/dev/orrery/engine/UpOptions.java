package dev.orrery.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to bring a network up.
 *
 * @param folder the network's own folder, absolute
 * @param source the network file, for descriptions and messages; empty where there is none
 * @param backend the backend's name
 * @param timeout how long the network may take from the start of its first process until it is ready; builds of binaries
 *     do not count
 * @param keepFolder whether homes and logs stay when the network is stopped or fails to start
 * @param listener hears of the progress
 * @param api where the network's API service listens, port 0 for any that is free; empty: there is none
 * @param shareFiles how nodes share genesis and keys
 */
public record UpOptions(
        Path folder,
        Optional<Path> source,
        String backend,
        Duration timeout,
        boolean keepFolder,
        UpEvent.Listener listener,
        Optional<InetSocketAddress> api,
        ShareFiles shareFiles) {

    /** Processes of this machine, a minute to get ready, nothing kept, nobody told, no API service. */
    public static UpOptions in(Path folder) {
        return new UpOptions(
                folder.toAbsolutePath(),
                Optional.empty(),
                "process",
                Duration.ofSeconds(60),
                false,
                UpEvent.Listener.SILENT,
                Optional.empty(),
                ShareFiles.BACKEND);
    }

    public UpOptions source(Path file) {
        return new UpOptions(folder, Optional.of(file), backend, timeout, keepFolder, listener, api, shareFiles);
    }

    public UpOptions timeout(Duration duration) {
        return new UpOptions(folder, source, backend, duration, keepFolder, listener, api, shareFiles);
    }

    public UpOptions keepFolder(boolean keep) {
        return new UpOptions(folder, source, backend, timeout, keep, listener, api, shareFiles);
    }

    public UpOptions listener(UpEvent.Listener heard) {
        return new UpOptions(folder, source, backend, timeout, keepFolder, heard, api, shareFiles);
    }

    /** With an API service on a free port of the loopback address; the module {@code service} has to be there. */
    public UpOptions withApi() {
        return withApi(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** With an API service that listens there. */
    public UpOptions withApi(InetSocketAddress listen) {
        return new UpOptions(folder, source, backend, timeout, keepFolder, listener, Optional.of(listen), shareFiles);
    }

    /** Sharing through the API service brings one, if there is none yet. */
    public UpOptions shareFiles(ShareFiles how) {
        UpOptions changed = new UpOptions(folder, source, backend, timeout, keepFolder, listener, api, how);
        return how == ShareFiles.API && api.isEmpty() ? changed.withApi() : changed;
    }
}
