package dev.orrery.cli.completion;

import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "completion",
        header = "Print a script that teaches your shell to complete Orrery's commands.",
        description = "",
        footer = {
            "",
            "Examples:",
            "  source <(orrery completion bash)                            this shell only",
            "  orrery completion bash > ~/.local/share/bash-completion/completions/orrery",
            "  orrery completion zsh >> ~/.zshrc",
        })
public final class CompletionCommand implements Callable<Integer> {
    /** The shells whose completion picocli can write; zsh reads bash's. */
    enum Shell {
        bash,
        zsh
    }

    @Mixin
    private final Shared shared = new Shared();

    @Parameters(
            arity = "0..1",
            defaultValue = "bash",
            paramLabel = "SHELL",
            description = "bash or zsh (default: bash).")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    public CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("orrery", spec.root().commandLine());
        if (shared.json) {
            terminal.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("shell", shell.name())
                    .put("script", script));
        } else {
            terminal.out().print(script);
            terminal.out().flush();
        }
        return ExitStatus.OK;
    }
}
