package dev.orrery.tests.cluster;

import java.util.List;

/** Signals the process of a node in its pod, as nobody in the cluster does. */
final class PodSignal {
    private PodSignal() {}

    /** @param signal as {@code kill} calls it: {@code STOP} */
    static void send(TestCluster cluster, String namespace, String pod, String signal) {
        cluster.run(
                List.of(
                        "id=$(kubectl -n " + namespace + " get pod " + pod
                                + " -o 'jsonpath={.status.containerStatuses[0].containerID}')",
                        "group=$(find /sys/fs/cgroup/memory/kubepods -type d -name \"${id##*/}\")",
                        "kill -" + signal + " $(head -n 1 $group/cgroup.procs)",
                        ""),
                "sh",
                "-s");
    }
}
