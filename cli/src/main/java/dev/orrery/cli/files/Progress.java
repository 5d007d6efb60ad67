package dev.orrery.cli.files;

import dev.orrery.cli.terminal.Terminal;
import java.util.function.LongConsumer;

/** How far a transfer is, on one line that is gone at its end. Only for people at a terminal. */
final class Progress implements AutoCloseable {
    private static final long NANOS_BETWEEN = 100_000_000;
    private static final String ERASE = "\r\u001b[K";

    private final Terminal terminal;
    private final String what;
    private final boolean shown;
    private long last = System.nanoTime();
    private boolean written;

    /** @param wanted whether the line may be there: not where the output is for programs */
    Progress(Terminal terminal, String what, boolean wanted) {
        this.terminal = terminal;
        this.what = what;
        this.shown = wanted && terminal.live();
    }

    /** @param total 0 where it is not known */
    LongConsumer counter(long total) {
        return done -> {
            long now = System.nanoTime();
            if (shown && now - last >= NANOS_BETWEEN) {
                last = now;
                written = true;
                String of = total == 0 ? "" : " of " + FileView.size(total) + ", " + done * 100 / total + " %";
                terminal.out().print(ERASE + what + "  " + FileView.size(done) + of);
                terminal.out().flush();
            }
        };
    }

    @Override
    public void close() {
        if (written) {
            terminal.out().print(ERASE);
            terminal.out().flush();
        }
    }
}
