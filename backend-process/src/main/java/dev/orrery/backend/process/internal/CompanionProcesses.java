package dev.orrery.backend.process.internal;

import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.stages.HomeFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The companions of one session: their ports, homes and processes. Thread-safe, but for two starts of one companion. */
final class CompanionProcesses {
    private final NetworkFolder folder;
    private final PortHolds<String> ports;
    private final ProcessRecords records;

    CompanionProcesses(NetworkFolder folder, PortHolds<String> ports, ProcessRecords records) {
        this.folder = folder;
        this.ports = ports;
        this.records = records;
    }

    List<Integer> reserve(CompanionId id, int count) {
        List<Integer> held = count == 0 ? List.of() : ports.hold(id.toString(), count);
        NetworkFolder.make(folder.logs(id));
        records.expect(id);
        return held;
    }

    SupervisedProcess start(CompanionPlan plan, Path executable) {
        CompanionId id = plan.id();
        Path home = NetworkFolder.make(folder.home(id));
        for (PlannedFile file : plan.files()) {
            NetworkFolder.makeFor(home.resolve(file.path()));
            String content = placed(new String(file.content(), StandardCharsets.UTF_8), id);
            HomeFiles.write(home, file.with(content.getBytes(StandardCharsets.UTF_8)));
        }
        List<String> arguments =
                plan.arguments().stream().map(text -> placed(text, id)).toList();
        Map<String, String> environment = new HashMap<>(plan.environment());
        environment.replaceAll((name, value) -> placed(value, id));
        ports.aboutToStart(id.toString());
        SupervisedProcess process = SupervisedProcess.start(
                id.toString(), executable, arguments, arguments, environment, home, folder.log(id));
        records.started(id, process);
        return process;
    }

    private String placed(String text, CompanionId id) {
        return CompanionPlan.placed(
                text, folder.home(id).toString(), folder.home(id.node()).toString());
    }
}
