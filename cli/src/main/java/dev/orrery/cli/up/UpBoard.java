package dev.orrery.cli.up;

import dev.orrery.cli.options.Durations;
import dev.orrery.cli.terminal.Style;
import dev.orrery.cli.terminal.Table;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of a network that comes up, as lines of text. Not thread-safe: its view is. */
final class UpBoard {
    private static final String INDENT = "  ";

    private final long startNanos;
    private final Map<String, Build> builds = new LinkedHashMap<>();
    private final Map<String, Map<String, EnumMap<Stage, Cell>>> chains = new LinkedHashMap<>();
    private final Set<String> down = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Cell> paths = new LinkedHashMap<>();
    private final Map<String, String> relayers = new LinkedHashMap<>();
    private final Map<String, String> launches = new LinkedHashMap<>();
    private @Nullable String ended;

    UpBoard(long startNanos) {
        this.startNanos = startNanos;
    }

    void on(UpEvent event, long now) {
        switch (event) {
            case UpEvent.BinaryStep e ->
                builds.put(e.source(), new Build(e.step(), now - e.elapsed().toNanos(), false));
            case UpEvent.BinaryReady e -> {
                builds.computeIfPresent(e.source(), (source, build) -> new Build(build.step(), build.since(), true));
                chains.computeIfAbsent(e.chain(), chain -> nodes());
            }
            case UpEvent.StageStarted e -> cells(e.chain(), e.node()).put(e.stage(), new Cell(now, null));
            case UpEvent.StageDone e ->
                cells(e.chain(), e.node())
                        .put(e.stage(), new Cell(now - e.took().toNanos(), e.took()));
            case UpEvent.NodeDown e -> down.add(e.chain() + "/" + e.node());
            case UpEvent.ConfigChanged e -> notes.add(e.chain() + "/" + e.node() + INDENT + e.text());
            case UpEvent.PathOpening e -> paths.put(e.path(), new Cell(now, null));
            case UpEvent.PathOpen e ->
                paths.merge(
                        e.path(),
                        new Cell(now, Duration.ZERO),
                        (opening, open) ->
                                new Cell(opening.since(), Duration.ofNanos(Math.max(0, now - opening.since()))));
            case UpEvent.RelayerReady e -> relayers.merge(e.path(), e.relayer(), (some, more) -> some + ", " + more);
            case UpEvent.LaunchStep e -> launches.put(e.chain(), e.step());
            case UpEvent.ApiReady e -> {} // shown with the endpoints
            case UpEvent.Failing e -> notes.add(e.reason() + "; removing what was made …");
            case UpEvent.Ready e -> ended = e.network().name() + " is ready after " + Durations.show(e.at());
        }
    }

    void failed() {
        ended = "failed";
    }

    /** The board at this moment; {@code frame} turns the signs of what is going on. */
    List<String> lines(Style style, int frame, long now) {
        List<String> lines = new ArrayList<>();
        builds.forEach((source, build) -> {
            if (!build.done()) {
                lines.add(sign(style, frame) + " " + source + INDENT + build.step() + INDENT
                        + style.dim(since(build.since(), now)));
            }
        });
        List<Stage> stages = stages();
        if (!stages.isEmpty()) {
            int names = nameWidth();
            lines.add(style.dim(header(stages, names)));
            chains.forEach((chain, nodes) -> nodes.forEach(
                    (node, cells) -> lines.add(row(chain + "/" + node, cells, stages, names, style, frame, now))));
            paths.forEach((path, cell) -> lines.add(INDENT
                    + Table.padded(path, names)
                    + INDENT
                    + path(cell, style, frame, now)
                    + (relayers.containsKey(path) ? ", relayed by " + relayers.get(path) : "")));
        }
        launches.forEach((chain, step) -> lines.add(INDENT + Table.padded(chain, nameWidth()) + INDENT + step));
        notes.forEach(note -> lines.add(INDENT + note));
        String total = Durations.show(Duration.ofNanos(now - startNanos));
        lines.add(ended == null ? style.dim(INDENT + total) : style.bold(ended));
        return lines;
    }

    private String row(
            String name, EnumMap<Stage, Cell> cells, List<Stage> stages, int names, Style style, int frame, long now) {
        StringBuilder row = new StringBuilder(INDENT).append(Table.padded(name, names));
        for (Stage stage : stages) {
            Cell cell = cells.get(stage);
            row.append(INDENT);
            if (cell == null) {
                row.append(" ".repeat(width(stage)));
            } else if (cell.took() == null && down.contains(name)) {
                row.append(style.broken())
                        .append(' ')
                        .append(Table.padded("down", width(stage) - 1 - signWidth(style)));
            } else {
                String time = cell.took() == null ? since(cell.since(), now) : Durations.show(cell.took());
                row.append(cell.took() == null ? sign(style, frame) : style.done())
                        .append(' ')
                        .append(Table.padded(time, width(stage) - 1 - signWidth(style)));
            }
        }
        return row.toString();
    }

    private String path(Cell cell, Style style, int frame, long now) {
        if (cell.took() == null) {
            return sign(style, frame) + " handshakes " + since(cell.since(), now);
        }
        String took = cell.took().isZero() ? "" : ", handshakes " + Durations.show(cell.took());
        return style.done() + " open on both sides" + took;
    }

    private String sign(Style style, int frame) {
        return "failed".equals(ended) ? style.broken() : style.busy(frame);
    }

    private static int signWidth(Style style) {
        return style.unicode() ? 1 : 2;
    }

    private static String header(List<Stage> stages, int names) {
        StringBuilder header = new StringBuilder(INDENT).append(" ".repeat(names));
        stages.forEach(stage -> header.append(INDENT).append(Table.padded(stage.label(), width(stage))));
        return header.toString().stripTrailing();
    }

    private static int width(Stage stage) {
        return Math.max(stage.label().length(), 10);
    }

    private static String since(long start, long now) {
        return Durations.show(Duration.ofNanos(Math.max(0, now - start)));
    }

    private List<Stage> stages() {
        List<Stage> seen = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (chains.values().stream()
                    .anyMatch(nodes -> nodes.values().stream().anyMatch(cells -> cells.containsKey(stage)))) {
                seen.add(stage);
            }
        }
        return seen;
    }

    private int nameWidth() {
        int width = paths.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (Map.Entry<String, Map<String, EnumMap<Stage, Cell>>> chain : chains.entrySet()) {
            for (String node : chain.getValue().keySet()) {
                width = Math.max(width, chain.getKey().length() + 1 + node.length());
            }
        }
        return width;
    }

    private EnumMap<Stage, Cell> cells(String chain, String node) {
        return chains.computeIfAbsent(chain, name -> nodes()).computeIfAbsent(node, name -> new EnumMap<>(Stage.class));
    }

    /** {@code val2} before {@code val10}. */
    private static Map<String, EnumMap<Stage, Cell>> nodes() {
        return new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private record Build(String step, long since, boolean done) {}

    private record Cell(long since, @Nullable Duration took) {}
}
