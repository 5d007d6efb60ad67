package dev.orrery.cli.up;

import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.cli.terminal.TerminalSize;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A board of chains, nodes and stages, drawn again in place, on a terminal. */
final class LiveUpView implements UpView {
    private static final long FRAME_MILLIS = 100;
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    /** Lines longer than the terminal is wide are cut, so that a row of the board is a row of the terminal. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private final Terminal terminal;
    private final PlainUpView afterwards;
    private final int rows;
    private final ReentrantLock lock = new ReentrantLock();
    private final UpBoard board = new UpBoard(System.nanoTime());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private @Nullable ScheduledFuture<?> ticks;
    private int drawn;
    private int frame;
    private boolean closed;

    LiveUpView(Terminal terminal) {
        this(terminal, TerminalSize.rows());
        ticks = clock.scheduleAtFixedRate(this::tick, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    LiveUpView(Terminal terminal, int rows) {
        this.terminal = terminal;
        this.afterwards = new PlainUpView(terminal);
        this.rows = rows;
    }

    @Override
    public void on(UpEvent event) {
        lock.lock();
        try {
            board.on(event, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ready(NetworkDescription network, String after) {
        close();
        afterwards.ready(network, after);
    }

    @Override
    public void failed(ErrorReport error) {
        lock.lock();
        try {
            board.failed();
        } finally {
            lock.unlock();
        }
        close();
        afterwards.failed(error);
    }

    @Override
    public void nodeEnded(NodeId node, int status, List<String> lastLines) {
        afterwards.nodeEnded(node, status, lastLines);
    }

    @Override
    public void companionEnded(CompanionId companion, int status, List<String> lastLines) {
        afterwards.companionEnded(companion, status, lastLines);
    }

    @Override
    public void relayer(RelayerNews news) {
        afterwards.relayer(news);
    }

    @Override
    public void stopping() {
        close();
        afterwards.stopping();
    }

    @Override
    public void stopped() {
        afterwards.stopped();
    }

    @Override
    public void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        clock.shutdown();
        lock.lock();
        try {
            if (!closed) {
                draw();
                closed = true;
            }
        } finally {
            lock.unlock();
        }
    }

    void tick() {
        lock.lock();
        try {
            if (!closed) {
                frame++;
                draw();
            }
        } finally {
            lock.unlock();
        }
    }

    private void draw() {
        List<String> lines = board.lines(terminal.outStyle(), frame, System.nanoTime());
        if (lines.size() >= rows) {
            lines = lines.subList(0, Math.max(1, rows - 1));
        }
        StringBuilder text = new StringBuilder(WRAP_OFF);
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        for (String line : lines) {
            text.append('\r').append(line).append(CLEAR_TO_END_OF_LINE).append('\n');
        }
        text.append(CLEAR_BELOW).append(WRAP_ON);
        drawn = lines.size();
        PrintStream out = terminal.out();
        out.print(text);
        out.flush();
    }
}
