package dev.orrery.cli.stage;

import dev.orrery.backend.kubernetes.PodStages;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.Stage;
import dev.orrery.engine.stages.StageLog;
import java.io.OutputStreamWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the init containers of a pod run. */
@Command(
        name = "stage",
        hidden = true,
        header = "Carry out a stage for the pod that this is called in.",
        description = "Orrery's own manifests call it: the pod has everything that it needs.")
public final class StageCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STAGE", description = "init-chain or init-node", converter = PodStage.class)
    private Stage stage = Stage.INIT_CHAIN;

    private final Terminal terminal;

    public StageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (StageLog log = StageLog.to(
                new OutputStreamWriter(terminal.out(), terminal.out().charset()))) {
            PodStages.run(stage, System.getenv(), log);
        }
        return ExitStatus.OK;
    }
}
