package dev.orrery.engine;

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
 */
public record UpOptions(
        Path folder,
        Optional<Path> source,
        String backend,
        Duration timeout,
        boolean keepFolder,
        UpEvent.Listener listener) {

    /** Processes of this machine, a minute to get ready, nothing kept, nobody told. */
    public static UpOptions in(Path folder) {
        return new UpOptions(
                folder.toAbsolutePath(),
                Optional.empty(),
                "process",
                Duration.ofSeconds(60),
                false,
                UpEvent.Listener.SILENT);
    }

    public UpOptions source(Path file) {
        return new UpOptions(folder, Optional.of(file), backend, timeout, keepFolder, listener);
    }

    public UpOptions backend(String name) {
        return new UpOptions(folder, source, name, timeout, keepFolder, listener);
    }

    public UpOptions timeout(Duration duration) {
        return new UpOptions(folder, source, backend, duration, keepFolder, listener);
    }

    public UpOptions keepFolder(boolean keep) {
        return new UpOptions(folder, source, backend, timeout, keep, listener);
    }

    public UpOptions listener(UpEvent.Listener heard) {
        return new UpOptions(folder, source, backend, timeout, keepFolder, heard);
    }
}
