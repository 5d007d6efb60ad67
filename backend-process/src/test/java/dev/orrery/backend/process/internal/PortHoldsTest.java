package dev.orrery.backend.process.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.backend.process.OwnerMain;
import dev.orrery.base.HostException;
import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHoldsTest {
    @TempDir
    Path temp;

    @Test
    void aNodeListensOnItsPortAndAgainAfterARestart() throws Exception {
        try (PortHolds<String> holds = new PortHolds<>()) {
            int port = holds.hold("node", 1).getFirst();
            holds.aboutToStart("node");
            for (int i = 0; i < 2; i++) {
                try (ServerSocket node = new ServerSocket()) {
                    node.setReuseAddress(true);
                    node.bind(new InetSocketAddress(PortHolds.HOST, port));
                    try (Socket peer = new Socket(PortHolds.HOST, port)) {
                        assertThat(peer.isConnected()).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void aPortThatSomebodyListensOnIsNamedBeforeTheNodeStarts() throws Exception {
        try (PortHolds<String> holds = new PortHolds<>();
                ServerSocket stranger = new ServerSocket()) {
            int port = holds.hold("hub/val1", 5).get(3);
            stranger.setReuseAddress(true);
            stranger.bind(new InetSocketAddress(PortHolds.HOST, port));
            assertThatThrownBy(() -> holds.aboutToStart("hub/val1"))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("starting hub/val1")
                    .hasMessageContaining("port " + port + " is taken");
        }
    }

    @Test
    void nobodyWhoAsksForAnyPortGetsOneThatIsHeld() throws Exception {
        try (PortHolds<String> holds = new PortHolds<>()) {
            Set<Integer> held = new HashSet<>(holds.hold("node", 500));
            assertThat(held).hasSize(500);
            List<ServerSocket> others = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    others.add(new ServerSocket(0));
                }
                assertThat(others).extracting(ServerSocket::getLocalPort).doesNotContainAnyElementsOf(held);
            } finally {
                for (ServerSocket other : others) {
                    other.close();
                }
            }
        }
    }

    @Test
    void threadsThatReserveAtTheSameTimeGetDistinctPorts() throws Exception {
        try (PortHolds<Integer> holds = new PortHolds<>();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Integer>>> asking = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int holder = i;
                asking.add(() -> holds.hold(holder, 50));
            }
            List<Integer> all = new ArrayList<>();
            for (Future<List<Integer>> ports : threads.invokeAll(asking)) {
                all.addAll(ports.get());
            }
            assertThat(all).hasSize(500).doesNotHaveDuplicates();
        }
    }

    @Test
    void processesThatReserveAtTheSameTimeGetDistinctPorts() throws Exception {
        List<Process> owners = new ArrayList<>();
        List<String> all = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                owners.add(OwnerMain.fork("ports", temp.resolve("net" + i).toString()));
            }
            for (Process owner : owners) {
                BufferedReader lines = owner.inputReader();
                for (String line = lines.readLine(); line != null && !line.equals("end"); line = lines.readLine()) {
                    all.add(line);
                }
            }
            assertThat(all).hasSize(1000).doesNotHaveDuplicates();
        } finally {
            for (Process owner : owners) {
                owner.destroy();
            }
            for (Process owner : owners) {
                owner.waitFor();
            }
        }
        assertThat(temp).isEmptyDirectory();
    }
}
