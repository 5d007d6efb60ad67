package dev.orrery.cli.up;

import dev.orrery.cli.options.Durations;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Table;
import dev.orrery.engine.Stage;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.NodeDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long each stage of each node took: the table at the end of {@code up --verbose}. */
final class StagesText {
    private StagesText() {}

    static List<String> lines(NetworkDescription network, Style style) {
        List<Stage> seen = Stream.of(Stage.values())
                .filter(stage -> network.chains().stream()
                        .flatMap(chain -> chain.nodes().stream())
                        .anyMatch(node -> !took(node, stage).isEmpty()))
                .toList();
        Table table = new Table(Stream.concat(Stream.of("NODE"), seen.stream().map(Stage::label))
                .toArray(String[]::new));
        network.chains()
                .forEach(chain -> chain.nodes().forEach(node -> {
                    List<String> row = new ArrayList<>(List.of(chain.name() + "/" + node.name()));
                    seen.forEach(stage -> row.add(took(node, stage)));
                    table.row(row.toArray(String[]::new));
                }));
        return Stream.concat(table.lines(style).stream(), Stream.of("")).toList();
    }

    private static String took(NodeDescription node, Stage stage) {
        return node.stages().stream()
                .filter(done -> done.stage().equals(stage.label()))
                .map(done -> Durations.show(Duration.ofMillis(done.tookMillis())))
                .findFirst()
                .orElse("");
    }
}
