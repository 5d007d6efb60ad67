package dev.orrery.cli.options;

import picocli.CommandLine.Option;

/** The options of commands that are about no network. */
public class Common {
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
