package dev.orrery.benchmarks.client;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same load by several clients, in turns, so that whatever else the machine does meets all of them. */
final class Throughput {
    private final PrintStream out;
    private final List<Load> loads;

    Throughput(PrintStream out, List<Load> loads) {
        this.out = out;
        this.loads = loads;
    }

    void run(List<Integer> accounts, int transactions, int rounds) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        for (int i = 1; i <= rounds; i++) {
            for (int count : accounts) {
                for (Load load : loads) {
                    Load.Sent sent = load.run(count, transactions / count * count);
                    rates.computeIfAbsent(key(load, count), key -> new ArrayList<>())
                            .add(sent.perSecond());
                    costs.computeIfAbsent(key(load, count), key -> new ArrayList<>())
                            .add(sent.cpuMillisEach());
                }
            }
        }
        out.printf(
                "%n%-46s %8s %8s %8s %8s   (transactions a second, %d each, %d rounds; CPU of the client, ms each)%n",
                "into one chain, all in blocks", "min", "median", "max", "CPU", transactions, rounds);
        costs.values().forEach(Collections::sort);
        rates.forEach((key, all) -> {
            Collections.sort(all);
            out.printf(
                    Locale.ROOT,
                    "%-46s %8.0f %8.0f %8.0f %8.2f%n",
                    key,
                    all.getFirst(),
                    median(all),
                    all.getLast(),
                    median(costs.getOrDefault(key, List.of(Double.NaN))));
        });
        if (loads.size() > 1) {
            for (int count : accounts) {
                double ratio = median(rates, loads.getFirst(), count) / median(rates, loads.getLast(), count);
                out.printf(
                        Locale.ROOT,
                        "%-20s %6.2f   with %d %s, wanted: at least 1%n",
                        loads.getFirst().label() + " / " + loads.getLast().label(),
                        ratio,
                        count,
                        count == 1 ? "account" : "accounts");
            }
        }
    }

    private static String key(Load load, int accounts) {
        return load.label() + ", " + accounts + (accounts == 1 ? " account" : " accounts");
    }

    private static double median(Map<String, List<Double>> rates, Load load, int accounts) {
        return median(rates.getOrDefault(key(load, accounts), List.of(Double.NaN)));
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
