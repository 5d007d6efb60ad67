package dev.orrery.cli.logs;

import dev.orrery.cli.terminal.EscapeCodes;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Prints the lines of logs, whole, from whichever threads they come. */
final class LogPrinter {
    private final Terminal terminal;
    private final boolean json;
    private final boolean prefixed;
    private final int width;
    private final ReentrantLock lock = new ReentrantLock();
    private Runnable readerGone = () -> {};
    private boolean gone;

    /** @param prefixed whether to say before each line whose it is */
    LogPrinter(Terminal terminal, boolean json, boolean prefixed, List<LogSource> sources) {
        this.terminal = terminal;
        this.json = json;
        this.prefixed = prefixed;
        this.width = sources.stream()
                .mapToInt(source -> source.name().length())
                .max()
                .orElse(0);
    }

    /** What to do when nobody reads what is printed any more, as after {@code | head}. */
    void onReaderGone(Runnable action) {
        lock.lock();
        try {
            readerGone = action;
        } finally {
            lock.unlock();
        }
    }

    boolean isReaderGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    void print(LogSource source, String text) {
        String line = json || !terminal.outStyle().colours() ? EscapeCodes.removedFrom(text) : text;
        lock.lock();
        try {
            if (json) {
                terminal.json(source.json().put("line", line));
            } else if (prefixed) {
                String name = Table.padded(source.name(), width);
                terminal.out().println(terminal.outStyle().tinted(source.name(), name) + " | " + line);
            } else {
                terminal.out().println(line);
            }
            if (!gone && terminal.out().checkError()) {
                gone = true;
                readerGone.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
