package dev.orrery.ibc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;

/**
 * How an {@link EmbeddedRelayer} goes about it.
 *
 * @param maxMessages how many packets, acknowledgements and time-outs one transaction may carry
 * @param patience how many blocks of the chain where something happened it waits before it relays it: 0 for a relayer that
 *     is alone or the first, more for one that only steps in when others do not
 * @param refreshClients whether it keeps light clients from expiring while there is nothing to relay
 */
public record RelayerOptions(int maxMessages, int patience, boolean refreshClients) {
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
        return new RelayerOptions(MAX_MESSAGES, 0, true);
    }

    public RelayerOptions withMaxMessages(int messages) {
        return new RelayerOptions(messages, patience, refreshClients);
    }

    /** As a backup, which leaves others this many blocks. */
    public RelayerOptions withPatience(int blocks) {
        return new RelayerOptions(maxMessages, blocks, refreshClients);
    }

    public RelayerOptions withRefreshClients(boolean refresh) {
        return new RelayerOptions(maxMessages, patience, refresh);
    }
}
