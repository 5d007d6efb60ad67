package dev.orrery.cli.options;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command about a network takes. */
public final class Shared extends Common {
    @Option(
            names = {"-n", "--network"},
            paramLabel = "FILE|FOLDER",
            defaultValue = "network.yaml",
            description = "The network file, or the folder that holds a network.yaml (default: ./network.yaml); for one"
                    + " that runs on a cluster also kubernetes:NAMESPACE or kubernetes:NAMESPACE@CONTEXT.")
    public Path network = Path.of("network.yaml");
}
