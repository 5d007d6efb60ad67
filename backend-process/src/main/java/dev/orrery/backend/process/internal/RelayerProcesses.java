package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.stages.HomeFiles;
import dev.orrery.engine.stages.StageLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The relayers of one session: their ports, homes and processes. Thread-safe, but for two starts of one relayer. */
final class RelayerProcesses {
    /** A command of a relayer's setup reads and writes some small files. */
    private static final Duration SETUP = Duration.ofSeconds(30);

    private static final int LOG_LINES = 15;

    private final NetworkFolder folder;
    private final PortHolds<String> ports;
    private final ProcessRecords records;
    private final Set<RelayerId> setUp = ConcurrentHashMap.newKeySet();

    RelayerProcesses(NetworkFolder folder, PortHolds<String> ports, ProcessRecords records) {
        this.folder = folder;
        this.ports = ports;
        this.records = records;
    }

    List<Integer> reserve(RelayerId id, int count) {
        List<Integer> held = ports.hold(id.toString(), count);
        NetworkFolder.make(folder.logs(id));
        records.expect(id);
        return held;
    }

    StageLog log(RelayerId id) {
        NetworkFolder.make(folder.logs(id));
        StageLog log = StageLog.append(folder.log(id));
        records.expect(id);
        return log;
    }

    SupervisedProcess start(RelayerPlan plan, Path executable) {
        if (!setUp.contains(plan.id())) {
            setUp(plan, executable);
            setUp.add(plan.id());
        }
        ports.aboutToStart(plan.id().toString());
        SupervisedProcess process = run(plan.id().toString(), plan, plan.start(), executable);
        records.started(plan.id(), process);
        return process;
    }

    private void setUp(RelayerPlan plan, Path executable) {
        Path home = folder.home(plan.id());
        AtomicFiles.deleteTree(home);
        NetworkFolder.make(home);
        for (PlannedFile file : plan.files()) {
            NetworkFolder.makeFor(home.resolve(file.path()));
            HomeFiles.write(home, file.secret() ? file : file.with(resolved(file, home)));
        }
        for (RelayerPlan.Command command : plan.setup()) {
            String name = plan.id() + ", " + command.doing();
            SupervisedProcess process = run(name, plan, command.arguments(), executable);
            try {
                awaitSuccess(plan.id(), command, process);
            } finally {
                process.kill();
            }
        }
    }

    private static void awaitSuccess(RelayerId id, RelayerPlan.Command command, SupervisedProcess process) {
        OptionalInt status = process.awaitExit(SETUP);
        if (status.isPresent() && status.getAsInt() == 0) {
            return;
        }
        throw new StageException(Failure.doing("setting up " + id)
                .where(command.doing())
                .expected("success within " + SETUP.toSeconds() + " s")
                .seen(status.isPresent() ? "it ended with status " + status.getAsInt() : "it still runs")
                .log(process.log(), process.lastLines(LOG_LINES))
                .build());
    }

    private SupervisedProcess run(String name, RelayerPlan plan, List<String> arguments, Path executable) {
        String home = folder.home(plan.id()).toString();
        List<String> shown = arguments.stream()
                .map(argument -> argument.replace(RelayerPlan.HOME, home))
                .toList();
        Map<String, String> contents = plan.files().stream()
                .collect(Collectors.toMap(
                        PlannedFile::path, file -> new String(file.content(), StandardCharsets.UTF_8).strip()));
        List<String> real = shown.stream()
                .map(argument -> RelayerPlan.fileOf(argument)
                        .map(file -> contents.getOrDefault(file, argument))
                        .orElse(argument))
                .toList();
        return SupervisedProcess.start(
                name, executable, real, shown, Map.of(), folder.folder(plan.id()), folder.log(plan.id()));
    }

    private static byte[] resolved(PlannedFile file, Path home) {
        return new String(file.content(), StandardCharsets.UTF_8)
                .replace(RelayerPlan.HOME, home.toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
