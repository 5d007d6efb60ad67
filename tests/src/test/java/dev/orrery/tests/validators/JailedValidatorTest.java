package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.StageException;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import org.junit.jupiter.api.Test;

/** A validator that the chain makes, and jails before its node has signed. */
@NetworkTest(value = "jailed.yaml", sharing = Sharing.CLASS)
class JailedValidatorTest {
    @Test
    void whoIsJailedInsteadOfSigningFailsTheStageAndMayNotBeMadeAnew(@ChainName("hub") Chain hub) {
        Account operator = hub.fundedAccount("10000000uatom");

        assertThatThrownBy(() -> Creation.of(hub, operator, Creation.newKey(), "1000000uatom"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("making hub/full1 a validator")
                .message()
                .containsPattern("at block \\d+ it is jailed, its status is unbonding, with \\d+ tokens")
                .contains("slashing.params.signed_blocks_window");

        Validator jailed = hub.client().staking().validator(Staking.operatorAddress(operator.address()));
        assertThat(jailed.jailed()).isTrue();
        assertThatThrownBy(() -> Creation.of(hub, operator, Creation.newKey(), "1000000uatom"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("validator already exist for this operator address")
                .hasMessageContaining("its validator is jailed");
    }
}
