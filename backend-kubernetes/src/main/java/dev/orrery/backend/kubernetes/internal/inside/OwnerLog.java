package dev.orrery.backend.kubernetes.internal.inside;

import dev.orrery.engine.stages.StageLog;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one log of an owner's container, in which each line says whose it is: {@code [hub/val3 create-validator] …}. Thread-safe.
 */
public final class OwnerLog {
    private final Writer out;
    private final ReentrantLock one = new ReentrantLock();

    /** @param out stays the caller's to close */
    OwnerLog(Writer out) {
        this.out = out;
    }

    /** A log within it. */
    StageLog of(String whose) {
        return StageLog.to(new Lines("[" + whose + "] "));
    }

    /** The line as the log within has it; empty if it is another one's. */
    public static Optional<String> lineOf(String whose, String line) {
        String mark = "[" + whose + "] ";
        return line.startsWith(mark) ? Optional.of(line.substring(mark.length())) : Optional.empty();
    }

    /** Puts whose they are before lines. Used by one {@link StageLog}, which has a lock. */
    private final class Lines extends Writer {
        private final String mark;
        private final StringBuilder line = new StringBuilder();

        Lines(String mark) {
            this.mark = mark;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                line.append(text[i]);
                if (text[i] == '\n') {
                    writeLine();
                }
            }
        }

        private void writeLine() throws IOException {
            one.lock();
            try {
                out.write(mark + line);
            } finally {
                one.unlock();
            }
            line.setLength(0);
        }

        @Override
        public void flush() throws IOException {
            one.lock();
            try {
                out.flush();
            } finally {
                one.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
