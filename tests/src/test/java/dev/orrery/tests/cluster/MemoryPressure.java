package dev.orrery.tests.cluster;

import java.util.List;

/** Uses up the memory that a node's container may have, so that the kernel kills the node for it. */
final class MemoryPressure {
    private MemoryPressure() {}

    /** A process of the container's control group, which the kernel rather leaves alone than the container's own, takes all. */
    static void kill(TestCluster cluster, String namespace, String pod) {
        cluster.run(
                List.of(
                        "id=$(kubectl -n " + namespace + " get pod " + pod
                                + " -o 'jsonpath={.status.containerStatuses[0].containerID}')",
                        "group=$(find /sys/fs/cgroup/memory/kubepods -type d -name \"${id##*/}\")",
                        "sh -c 'echo $$ > $0/cgroup.procs; exec dd if=/dev/zero of=/dev/null bs=1200M count=1' $group",
                        "true"),
                "sh",
                "-s");
    }
}
