package dev.orrery.tests.client.modules;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.modules.ConsumerChain;
import dev.orrery.client.modules.ConsumerLaunch;
import dev.orrery.client.modules.ConsumerPhase;
import dev.orrery.client.modules.Provider;
import dev.orrery.client.modules.Validator;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider of Interchain Security. */
@NetworkTest(Modules.NETWORK)
class ProviderTest {
    private Chain chain;
    private Provider provider;
    private Account owner;

    @BeforeEach
    void fund(@ChainName("provider") Chain providerChain) {
        chain = providerChain;
        provider = chain.client().provider();
        owner = chain.fundedAccount("50000000uatom");
    }

    @Test
    void aConsumerIsRegisteredUpdatedAndGivenAway() {
        Account heir = chain.newAccount();
        String id = create("later-1", Optional.empty());
        assertThat(provider.consumerChain(id))
                .isEqualTo(new Provider.Consumer(id, "later-1", owner.address(), ConsumerPhase.REGISTERED, ""));

        Instant spawn = Instant.now().plus(Duration.ofHours(1));
        Modules.send(
                owner,
                Provider.updateConsumer(
                        owner.address(),
                        id,
                        Provider.ConsumerUpdate.nothing()
                                .metadata(new Provider.Metadata("later", "Renamed", "none"))
                                .launch(ConsumerLaunch.at(spawn).initialHeight(1, 1))
                                .shaping(new Provider.PowerShaping(0, 40, 10, List.of(), List.of(), 1_000_000, false))),
                Provider.updateConsumer(
                        owner.address(), id, Provider.ConsumerUpdate.nothing().owner(heir.address())));

        assertThat(provider.consumerChain(id).ownerAddress()).isEqualTo(heir.address());
        ConsumerChain listed = provider.consumerChains().stream()
                .filter(it -> it.consumerId().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(listed.phase()).isEqualTo(ConsumerPhase.INITIALIZED);
        assertThat(listed.validatorsPowerCap()).isEqualTo(40);
        assertThat(listed.validatorSetCap()).isEqualTo(10);
        assertThat(listed.minStake()).isEqualTo(1_000_000);
        assertThat(listed.topN()).isZero();
    }

    @Test
    void validatorsOptInAndALaunchedConsumerHasItsGenesis() {
        Account operator = chain.fundedAccount("2000000000uatom");
        String address = Modules.newValidator(operator, "opting");
        Validator validator = chain.client().staking().validator(address);
        String id = create("soon-1", Optional.empty());
        PublicKey key = Modules.newConsensusKey();

        Modules.send(
                operator,
                Provider.optIn(address, id),
                Provider.assignConsumerKey(address, id, key),
                Provider.setConsumerCommissionRate(address, id, new BigDecimal("0.25")));
        assertThat(provider.optedIn(id)).containsExactly(validator.consensusAddress());
        assertThat(provider.assignedAddress(validator.consensusAddress(), id))
                .contains(key.address(chain.prefix() + "valcons"));
        assertThat(provider.commissionRate(validator.consensusAddress(), id)).isEqualByComparingTo("0.25");

        Modules.send(
                owner,
                Provider.updateConsumer(
                        owner.address(),
                        id,
                        Provider.ConsumerUpdate.nothing()
                                .launch(ConsumerLaunch.at(Instant.now().plus(Duration.ofSeconds(2)))
                                        .initialHeight(1, 1))));
        Provider.Consumer launched = chain.client()
                .awaitThat(
                        "the launch of consumer " + id,
                        () -> provider.consumerChain(id),
                        consumer -> consumer.phase() == ConsumerPhase.LAUNCHED,
                        Modules.soon());
        assertThat(launched.clientId()).startsWith("07-tendermint-");
        assertThat(provider.consumerGenesis(id).at("/provider/initial_val_set").size())
                .isEqualTo(1);
        assertThat(provider.consumersOf(validator.consensusAddress())).contains(id);

        Account second = chain.fundedAccount("2000000000uatom");
        String other = Modules.newValidator(second, "second");
        Modules.send(second, Provider.optIn(other, id, Modules.newConsensusKey()));
        assertThat(provider.optedIn(id)).hasSize(2);
        Modules.send(second, Provider.optOut(other, id));
        assertThat(provider.optedIn(id)).containsExactly(validator.consensusAddress());

        Modules.send(owner, Provider.removeConsumer(owner.address(), id));
        assertThat(provider.consumerChain(id).phase()).isEqualTo(ConsumerPhase.STOPPED);
    }

    @Test
    void governanceSaysWhichDenomsAreRewards() {
        Modules.decide(
                chain,
                "Rewards",
                Provider.changeRewardDenoms(
                        chain.client().gov().authority(), List.of("ibc/" + "A".repeat(64)), List.of()));

        assertThat(chain.client()
                        .query("interchain_security.ccv.provider.v1.Query/QueryRegisteredConsumerRewardDenoms")
                        .path("denoms")
                        .toString())
                .contains("A".repeat(64));
    }

    private String create(String chainId, Optional<ConsumerLaunch> launch) {
        return Provider.consumerId(Modules.send(
                owner,
                Provider.createConsumer(
                        owner.address(),
                        chainId,
                        new Provider.Metadata("test", "A consumer of a test", "none"),
                        launch,
                        Provider.PowerShaping.optIn())));
    }
}
