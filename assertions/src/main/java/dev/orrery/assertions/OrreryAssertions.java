package dev.orrery.assertions;

import dev.orrery.client.TxResult;
import dev.orrery.client.modules.Proposal;
import dev.orrery.client.modules.Validator;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import org.assertj.core.api.Assertions;

/**
 * AssertJ's {@link Assertions}, and those on Orrery's own types beside them, so that one static import of
 * {@code OrreryAssertions.assertThat} serves a whole test. What is asserted of accounts, channels and chains is asked of
 * the chain at that moment, once.
 */
public final class OrreryAssertions extends Assertions {
    private OrreryAssertions() {}

    /** What an account has on its chain now. */
    public static AccountAssert assertThat(Account actual) {
        return new AccountAssert(actual);
    }

    /** How a transaction went, and what it told. */
    public static TxResultAssert assertThat(TxResult actual) {
        return new TxResultAssert(actual);
    }

    /** Whether a channel is open, and its light clients are Active. */
    public static ChannelAssert assertThat(Channel actual) {
        return new ChannelAssert(actual);
    }

    /** What a chain does from now on. */
    public static ChainAssert assertThat(Chain actual) {
        return new ChainAssert(actual);
    }

    /** Of a proposal as it stood when it was asked for; {@code awaitOutcome} waits until it is decided. */
    public static ProposalAssert assertThat(Proposal actual) {
        return new ProposalAssert(actual);
    }

    /** Of a validator as it stood when it was asked for. */
    public static ValidatorAssert assertThat(Validator actual) {
        return new ValidatorAssert(actual);
    }
}
