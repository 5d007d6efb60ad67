package dev.orrery.backend.process;

import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own that owns a network until it is killed. Prints the pid of its node or the ports it reserved. */
public final class OwnerMain {
    private OwnerMain() {}

    public static void main(String[] args) throws IOException {
        NetworkPlace place = new NetworkPlace("test", Path.of(args[1]));
        BackendSession session = new ProcessBackend().open(place);
        if (args[0].equals("ports")) {
            session.reserve(Plans.nodes(20)).addresses().values().stream()
                    .flatMap(a -> Stream.of(a.p2p(), a.rpc(), a.grpc(), a.rest(), a.pprof()))
                    .forEach(System.out::println);
            System.out.println("end");
        } else if (args[0].equals("relayer")) {
            RelayerId id = new RelayerId("hub-zone", "hermes");
            session.reserve(id, 1);
            session.start(new RelayerPlan(id, List.of(), List.of(), List.of("-c", args[2])), Plans.SHELL);
        } else {
            Placement placement = session.reserve(Plans.nodes(1));
            ChainPlan plan = Plans.plan(placement, args[2]);
            session.initChain(plan);
            session.initNode(plan, plan.chain().nodes().getFirst());
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            System.out.println(node.pid());
        }
        System.in.read();
    }

    /** Forks it from the class path of the tests. */
    public static Process fork(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // Warnings of the JVM itself go to stdout otherwise, among the lines that tests read.
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                System.getProperty("java.class.path"),
                OwnerMain.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String firstLine(Process owner) throws IOException {
        return new BufferedReader(owner.inputReader()).readLine();
    }
}
