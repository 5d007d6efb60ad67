package dev.orrery.cli.stage;

import dev.orrery.backend.kubernetes.PodOwner;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the pod runs that owns a network which manifests have brought up. */
@Command(
        name = "own",
        hidden = true,
        header = "Own the network of the pod that this is called in.",
        description = "Orrery's own manifests call it: the pod has everything that it needs.")
public final class OwnCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final StopSignal stop;

    public OwnCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        try (PodOwner owner = PodOwner.take(
                new OutputStreamWriter(terminal.out(), terminal.out().charset()))) {
            stop.await("owning the network");
        }
        return ExitStatus.OK;
    }
}
