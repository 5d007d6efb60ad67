package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.plan.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The binary of a node's chain, beside the node: a link in the node's folder says which it is. */
final class NodeCommand {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);
    private static final String HOME = "--home";

    private final NodeId node;
    private final NetworkFolder folder;

    NodeCommand(NodeId node, NetworkFolder folder) {
        this.node = node;
        this.folder = folder;
    }

    /** Says what the node's binary is. */
    void remember(Path executable) {
        Path link = folder.binary(node);
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, executable.toAbsolutePath());
        } catch (IOException e) {
            throw AtomicFiles.refused("linking", link, e);
        }
    }

    /** As {@link dev.orrery.engine.backend.FoundNetwork#exec}. */
    int run(List<String> arguments, Optional<InputStream> in, OutputStream out, OutputStream err) {
        Path link = folder.binary(node);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            throw new NetworkStateException(Failure.doing("running the binary of " + node)
                    .where(folder.path().toString())
                    .expected("a node that was started")
                    .seen("it has no home yet")
                    .command("orrery logs " + node + " -f")
                    .build());
        }
        try {
            List<String> command = new ArrayList<>(List.of(link.toRealPath().toString()));
            command.addAll(arguments);
            if (arguments.stream().noneMatch(word -> word.equals(HOME) || word.startsWith(HOME + "="))) {
                command.addAll(List.of(HOME, folder.home(node).toString()));
            }
            ProcessBuilder builder = new ProcessBuilder(command);
            // Not all commands look into client.toml for it (status of SDK 0.50); flags of one's own come first.
            rpc().ifPresent(url -> builder.environment().put(variable(command.getFirst(), "NODE"), url));
            Process process = builder.start();
            Thread errors = Thread.startVirtualThread(() -> copy(process.getErrorStream(), err));
            Thread.startVirtualThread(() -> feed(in, process));
            copy(process.getInputStream(), out);
            errors.join();
            return process.waitFor();
        } catch (IOException e) {
            throw AtomicFiles.refused("running", link, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(Failure.doing("running the binary of " + node)
                    .seen("it was cancelled")
                    .build());
        }
    }

    private Optional<String> rpc() {
        return folder.description().stream()
                .flatMap(network -> network.chains().stream())
                .filter(chain -> chain.name().equals(node.chain()))
                .flatMap(chain -> chain.nodes().stream())
                .filter(other -> other.name().equals(node.node()))
                .map(other -> other.endpoints().rpc().replaceFirst("^http", "tcp"))
                .findFirst();
    }

    /** As the SDK names the variables that stand for flags: after the program's file. */
    private static String variable(String executable, String flag) {
        return Path.of(executable).getFileName().toString().toUpperCase(Locale.ROOT) + "_" + flag;
    }

    private static void feed(Optional<InputStream> in, Process process) {
        try (OutputStream to = process.getOutputStream()) {
            if (in.isPresent()) {
                in.get().transferTo(to);
            }
        } catch (IOException e) {
            LOG.debug("the program reads no more", e);
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        try (from) {
            from.transferTo(to);
            to.flush();
        } catch (IOException e) {
            LOG.debug("nobody reads any more", e);
        }
    }
}
