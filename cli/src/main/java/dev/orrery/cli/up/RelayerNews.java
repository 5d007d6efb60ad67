package dev.orrery.cli.up;

import dev.orrery.base.OrreryException;
import dev.orrery.engine.RunningNetwork.RelayerListener;
import dev.orrery.engine.relayers.RelayerId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that became of a relayer while the network ran.
 *
 * @param event its name in JSON
 * @param text the same in words
 * @param bad whether it is bad news
 * @param log lines that go with it
 */
record RelayerNews(String event, RelayerId relayer, String text, boolean bad, List<String> log) {
    /** Puts what a network tells of its relayers into words. */
    static RelayerListener to(Consumer<RelayerNews> reader) {
        return new RelayerListener() {
            @Override
            public void onExit(RelayerId relayer, int status, List<String> lastLines) {
                reader.accept(new RelayerNews(
                        "relayer-ended",
                        relayer,
                        "has ended with status " + status + "; its last lines:",
                        true,
                        lastLines));
            }

            @Override
            public void onTakeOver(RelayerId backup) {
                reader.accept(new RelayerNews("relayer-took-over", backup, "has taken over", false, List.of()));
            }

            @Override
            public void onFailure(RelayerId backup, OrreryException failure) {
                reader.accept(new RelayerNews(
                        "relayer-failed",
                        backup,
                        "could not take over:",
                        true,
                        failure.failure().lines()));
            }
        };
    }
}
