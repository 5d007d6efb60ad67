package dev.orrery.assertions;

import dev.orrery.network.Channel;
import org.assertj.core.api.AbstractAssert;

/** Assertions on both ends of a channel. */
public final class ChannelAssert extends AbstractAssert<ChannelAssert, Channel> {
    ChannelAssert(Channel actual) {
        super(actual, ChannelAssert.class);
    }

    /** Both ends are open. */
    public ChannelAssert isOpen() {
        isNotNull();
        check("an open channel", "OPEN", actual.state(), actual.counterparty().state());
        return this;
    }

    /** Both ends are closed. */
    public ChannelAssert isClosed() {
        isNotNull();
        check(
                "a closed channel",
                "CLOSED",
                actual.state(),
                actual.counterparty().state());
        return this;
    }

    /**
     * This chain's light client of the other is so.
     *
     * @param status {@code Active}, {@code Expired}, {@code Frozen}
     */
    public ChannelAssert hasClientStatus(String status) {
        isNotNull();
        String seen = actual.clientStatus();
        if (!seen.equals(status)) {
            throw failureWithActualExpected(
                    seen,
                    status,
                    "%s",
                    Expectations.is(
                            "the light client " + actual.clientId() + " of "
                                    + actual.chain().name(),
                            status,
                            seen,
                            "of the channel " + actual));
        }
        return this;
    }

    /** Each chain's light client of the other is Active: not expired, not frozen. */
    public ChannelAssert hasActiveClients() {
        isNotNull();
        check(
                "Active clients",
                "Active",
                actual.clientStatus(),
                actual.counterparty().clientStatus());
        return this;
    }

    private void check(String what, String expected, String here, String there) {
        String wrong = Expectations.bothSides(
                what,
                actual.toString(),
                expected,
                actual.chain().name(),
                here,
                actual.counterparty().chain().name(),
                there);
        if (!wrong.isEmpty()) {
            failWithMessage("%s", wrong);
        }
    }
}
