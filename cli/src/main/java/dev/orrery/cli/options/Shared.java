package dev.orrery.cli.options;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command takes. */
public final class Shared {
    @Option(
            names = {"-n", "--network"},
            paramLabel = "FILE|FOLDER",
            defaultValue = "network.yaml",
            description = "The network file, or the folder that holds a network.yaml (default: ./network.yaml).")
    public Path network = Path.of("network.yaml");

    @Option(names = "--json", description = "Print JSON for programs; errors too, as {\"error\": …}.")
    public boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also print Orrery's own log to standard error.")
    void verbose(boolean wanted) {
        if (wanted) {
            CliLogging.verbose();
        }
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
