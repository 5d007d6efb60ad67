package dev.orrery.ibc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.util.function.Consumer;

/**
 * How an {@link EmbeddedRelayer} goes about it.
 *
 * @param maxMessages how many packets, acknowledgements and time-outs one transaction may carry
 * @param patience how many blocks of the chain where something happened it waits before it relays it: 0 for a relayer that
 *     is alone or the first, more for one that only steps in when others do not
 * @param refreshClients whether it keeps light clients from expiring while there is nothing to relay
 * @param journal hears, a line at a time and from several threads, what it does and what hinders it; must return soon
 */
public record RelayerOptions(int maxMessages, int patience, boolean refreshClients, Consumer<String> journal) {
    private static final int MAX_MESSAGES = 100;

    /** @throws InvalidInputException if there may be no message at all, or the patience is negative */
    public RelayerOptions {
        if (maxMessages < 1 || patience < 0) {
            throw new InvalidInputException(Failure.doing("setting up a relayer")
                    .expected("at least 1 message and a patience of at least 0 blocks")
                    .seen(maxMessages + " messages and a patience of " + patience)
                    .build());
        }
    }

    /** At most 100 messages, at once, and refreshing clients. */
    public static RelayerOptions standard() {
        return new RelayerOptions(MAX_MESSAGES, 0, true, line -> {});
    }

    public RelayerOptions withMaxMessages(int messages) {
        return new RelayerOptions(messages, patience, refreshClients, journal);
    }

    /** As a backup, which leaves others this many blocks. */
    public RelayerOptions withPatience(int blocks) {
        return new RelayerOptions(maxMessages, blocks, refreshClients, journal);
    }

    public RelayerOptions withRefreshClients(boolean refresh) {
        return new RelayerOptions(maxMessages, patience, refresh, journal);
    }

    /** Tells this too, beside the log of the process. */
    public RelayerOptions withJournal(Consumer<String> listener) {
        return new RelayerOptions(maxMessages, patience, refreshClients, listener);
    }
}
