package dev.orrery.cli;

import dev.orrery.cli.binaries.BinariesCommand;
import dev.orrery.cli.chains.ChainsCommand;
import dev.orrery.cli.completion.CompletionCommand;
import dev.orrery.cli.down.DownCommand;
import dev.orrery.cli.errors.Errors;
import dev.orrery.cli.exec.ExecCommand;
import dev.orrery.cli.faucet.FaucetCommand;
import dev.orrery.cli.files.FilesCommand;
import dev.orrery.cli.image.ImageCommand;
import dev.orrery.cli.keys.KeysCommand;
import dev.orrery.cli.logs.LogsCommand;
import dev.orrery.cli.paths.PathsCommand;
import dev.orrery.cli.plan.CheckCommand;
import dev.orrery.cli.plan.RenderCommand;
import dev.orrery.cli.query.QueryCommand;
import dev.orrery.cli.serve.ServeCommand;
import dev.orrery.cli.stage.OwnCommand;
import dev.orrery.cli.stage.StageCommand;
import dev.orrery.cli.status.StatusCommand;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.cli.tx.TxCommand;
import dev.orrery.cli.up.UpCommand;
import dev.orrery.cli.warmup.WarmUpCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "orrery",
        mixinStandardHelpOptions = true,
        header = "Networks of real Cosmos chains, up in seconds.",
        description = {"", "A network is one file, network.yaml: chains, validators, accounts, and IBC paths.", ""},
        versionProvider = OrreryCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Start here:",
            "  orrery up                  start the network of ./network.yaml; Ctrl-C stops it",
            "  orrery help up             what a command does, with examples",
            "",
            "Exit status: 0 done, 1 failed, 2 the command line or the network file is wrong.",
        })
final class OrreryCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final Set<String> ALL_COMMANDS_NEEDED = Set.of("help", "completion");

    private final Terminal terminal;

    private OrreryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The command line, ready to be executed. Of the commands it knows only the one that is asked for, where that can be
     * told from the first argument: building the model of a command takes longer than most commands run.
     */
    static CommandLine commandLine(Terminal terminal, StopSignal stop, String... args) {
        Map<String, Supplier<Object>> commands = commands(terminal, stop);
        CommandLine line = new CommandLine(new OrreryCommand(terminal));
        Supplier<Object> one = args.length == 0 ? null : commands.get(args[0]);
        if (one == null || ALL_COMMANDS_NEEDED.contains(args[0])) {
            commands.values().forEach(command -> line.addSubcommand(command.get()));
        } else {
            line.addSubcommand(one.get());
        }
        Errors errors = new Errors(terminal);
        return line.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.outStyle().colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                // @FILE is a file of JSON to a command, not a file of arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }

    private static Map<String, Supplier<Object>> commands(Terminal terminal, StopSignal stop) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("up", () -> new UpCommand(terminal, stop));
        commands.put("status", () -> new StatusCommand(terminal));
        commands.put("paths", () -> new PathsCommand(terminal));
        commands.put("logs", () -> new LogsCommand(terminal, stop));
        commands.put("tx", () -> new TxCommand(terminal));
        commands.put("query", () -> new QueryCommand(terminal));
        commands.put("keys", () -> KeysCommand.with(terminal));
        commands.put("faucet", () -> new FaucetCommand(terminal));
        commands.put("exec", () -> new ExecCommand(terminal));
        commands.put("down", () -> new DownCommand(terminal));
        commands.put("check", () -> new CheckCommand(terminal));
        commands.put("render", () -> new RenderCommand(terminal));
        commands.put("chains", () -> new ChainsCommand(terminal));
        commands.put("binaries", () -> BinariesCommand.with(terminal));
        commands.put("image", () -> ImageCommand.with(terminal));
        commands.put("files", () -> FilesCommand.with(terminal));
        commands.put("serve", () -> new ServeCommand(terminal, stop));
        commands.put("stage", () -> new StageCommand(terminal));
        commands.put("own", () -> new OwnCommand(terminal, stop));
        commands.put("completion", () -> new CompletionCommand(terminal));
        commands.put("warm-up", WarmUpCommand::new);
        commands.put("help", HelpCommand::new);
        return commands;
    }

    /** Without a command, the help is the best answer. */
    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OrreryCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "orrery " + (version == null ? "(not packaged)" : version) + ", Java "
                        + Runtime.version().feature()
            };
        }
    }
}
