package dev.orrery.benchmarks.measure;

import dev.orrery.network.NetworkDescription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a stopped network should not leave: processes, listeners, files. */
public final class Leftovers {
    private static final int CONNECT_MILLIS = 200;

    private Leftovers() {}

    public static List<Integer> ports(NetworkDescription network) {
        return network.chains().stream()
                .flatMap(chain -> chain.nodes().stream())
                .flatMap(node -> java.util.stream.Stream.of(
                        node.endpoints().rpc(),
                        node.endpoints().grpc(),
                        node.endpoints().rest(),
                        node.endpoints().p2p()))
                .map(Leftovers::port)
                .toList();
    }

    /** {@code http://host:port}, {@code host:port} and {@code id@host:port} end alike. */
    public static int port(Object endpoint) {
        String text = endpoint.toString();
        return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1).replaceAll("\\D", ""));
    }

    /**
     * What is left, in words.
     *
     * @param folder in which everything of the network was
     * @param files the names that may be in there
     */
    public static List<String> of(Path folder, List<String> files, List<Integer> ports) {
        List<String> left = new ArrayList<>();
        String mark = folder.toString();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .forEach(process -> left.add("process " + process.pid()));
        for (int port : ports) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                // A connection that got this very port for its own end has met itself.
                if (socket.getLocalPort() != port) {
                    left.add("listener on port " + port);
                }
            } catch (IOException e) {
                // Nobody listens.
            }
        }
        Folders.names(folder).stream().filter(name -> !files.contains(name)).forEach(name -> left.add("file " + name));
        return left;
    }
}
