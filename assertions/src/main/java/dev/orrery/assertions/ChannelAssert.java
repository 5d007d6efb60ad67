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
