package dev.orrery.tests.chains;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.ibc.IbcQueries;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.EndStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Chains with ibc-go v8, v10 and v7, the first joined with the others at genesis. */
@NetworkTest("generations.yaml")
class GenerationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"zone", "old"})
    void theirPathIsOpenOnBothSides(String other, Network network) {
        Chain hub = network.chain("hub");
        Chain zone = network.chain(other);
        Channel channel = hub.channelTo(zone);

        assertThat(channel).isOpen().hasActiveClients();
        assertThat(channel.counterparty().id()).isEqualTo(zone.channelTo(hub).id());
        for (Channel end : List.of(channel, channel.counterparty())) {
            IbcQueries ibc = new IbcQueries(end.chain().client().rpc());
            assertThat(ibc.connection(end.connectionId()).state()).isEqualTo("OPEN");
            assertThat(ibc.connection(end.connectionId()).clientId()).isEqualTo(end.clientId());
            assertThat(ibc.channel(end.port(), end.id()).counterpartyId())
                    .isEqualTo(end.counterparty().id());
            assertThat(ibc.channel(end.port(), end.id()).version()).isEqualTo("ics20-1");
        }
    }

    @Test
    void theStatusTellsTheSame(Network network) {
        NetworkStatus status = network.status(Deadline.after(Duration.ofSeconds(20)));

        assertThat(status.paths()).hasSize(2).allSatisfy(path -> {
            for (EndStatus end : List.of(path.a(), path.b())) {
                assertThat(end.clientStatus()).isEqualTo("Active");
                assertThat(end.connectionState()).isEqualTo("OPEN");
                assertThat(end.channels()).extracting(it -> it.state()).containsExactly("OPEN");
            }
        });
    }

    /** What the light clients were born with is what the chains then really have. */
    @ParameterizedTest
    @ValueSource(strings = {"zone", "old"})
    void theLightClientsTrustTheHeadersOfBlockOne(String counterparty, Network network) {
        Chain hub = network.chain("hub");
        Chain zone = network.chain(counterparty);
        for (Channel end : List.of(hub.channelTo(zone), zone.channelTo(hub))) {
            Chain other = end.counterparty().chain();
            JsonNode first = other.client().rpc().commit(1).at("/header");
            JsonNode trusted = end.chain()
                    .client()
                    .query(
                            "ibc.core.client.v1.Query/ConsensusState",
                            Map.of(
                                    "client_id",
                                    end.clientId(),
                                    "revision_number",
                                    other.chainId().replaceAll(".*-", ""),
                                    "revision_height",
                                    "1"))
                    .path("consensus_state");

            byte[] hash = Base64.getDecoder()
                    .decode(trusted.path("next_validators_hash").asString());
            assertThat(HexFormat.of().withUpperCase().formatHex(hash))
                    .isEqualTo(first.path("next_validators_hash").asString());
            assertThat(Instant.parse(trusted.path("timestamp").asString()))
                    .isEqualTo(Instant.parse(first.path("time").asString()))
                    .isEqualTo(other.network().description().genesisTime());
        }
    }

    @Test
    void stakesGiveVotingPower(Network network) {
        NetworkStatus status = network.status(Deadline.after(Duration.ofSeconds(20)));

        assertThat(status.chains().stream()
                        .flatMap(chain -> chain.validators().stream()
                                .map(it -> chain.name() + "/" + it.node() + " " + it.votingPower())))
                .containsExactlyInAnyOrder(
                        "hub/val1 2000", "hub/val2 1000", "zone/val1 3000", "zone/val2 1000", "old/val1 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "zone", "old"})
    void sentCoinsArriveAndTheFeeIsExact(String name, Network network) {
        Chain chain = network.chain(name);
        String denom = chain.denom();
        Account from = chain.fundedAccount("1000000" + denom);
        Account to = chain.newAccount();

        TxResult result = from.sendCoins("1000" + denom).to(to).send();

        assertThat(result).succeeded();
        assertThat(result.fee()).hasSize(1);
        Coin fee = result.fee().getFirst();
        assertThat(fee.amount()).isPositive();
        assertThat(to.balances()).containsExactly(Coin.parse("1000" + denom));
        assertThat(from).hasBalance(Coin.parse("999000" + denom).minus(fee));
    }

    @Test
    void theAccountsOfTheFileHaveWhatItSays(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        assertThat(hub.account("alice")).hasBalance("1000000000uatom");
        assertThat(hub.account("bob").balances()).containsExactlyInAnyOrder(Coin.parse("5uatom"), Coin.parse("7ufoo"));
        assertThat(zone.account("alice")).hasBalance("1000000000uzone");
        assertThat(zone.account("alice").address()).startsWith(zone.prefix() + "1");
    }

    @Test
    void manyThreadsAreFundedAtOnce(@ChainName("zone") Chain zone) throws Exception {
        List<Future<Account>> funded = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                funded.add(threads.submit(() -> zone.fundedAccount("1000uzone")));
            }
        }

        for (Future<Account> account : funded) {
            assertThat(account.get().balances()).containsExactly(Coin.parse("1000uzone"));
        }
    }

    @Test
    void theDenomOfTheFileIsTheChainsEverywhere(Network network) {
        for (Chain chain : network.chains()) {
            assertThat(params(chain, "cosmos.staking.v1beta1")
                            .path("bond_denom")
                            .asString())
                    .isEqualTo(chain.denom());
            assertThat(params(chain, "cosmos.mint.v1beta1").path("mint_denom").asString())
                    .isEqualTo(chain.denom());
            JsonNode gov = params(chain, "cosmos.gov.v1");
            assertThat(Stream.concat(
                            gov.path("min_deposit").valueStream(),
                            gov.path("expedited_min_deposit").valueStream()))
                    .hasSize(chain.name().equals("old") ? 1 : 2)
                    .allMatch(coin -> coin.path("denom").asString().equals(chain.denom()));
        }
    }

    @Test
    void whatTheFileSaysOfGenesisIsSo(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone, @ChainName("old") Chain old) {
        assertThat(params(hub, "cosmos.gov.v1").path("voting_period").asString())
                .isEqualTo("10s");
        assertThat(params(hub, "cosmos.gov.v1").path("expedited_voting_period").asString())
                .isEqualTo("5s");
        assertThat(params(old, "cosmos.gov.v1").path("voting_period").asString())
                .isEqualTo("15s");
        assertThat(params(old, "cosmos.staking.v1beta1").path("unbonding_time").asString())
                .isEqualTo("259200s");
        assertThat(hub.client()
                        .query("cosmos.bank.v1beta1.Query/DenomMetadata", Map.of("denom", "uatom"))
                        .at("/metadata/display")
                        .asString())
                .isEqualTo("atom");
        assertThat(params(zone, "cosmos.gov.v1").path("voting_period").asString())
                .isNotEqualTo("10s");
    }

    private static JsonNode params(Chain chain, String module) {
        Map<String, String> request = module.endsWith("gov.v1") ? Map.of("params_type", "voting") : Map.of();
        return chain.client().query(module + ".Query/Params", request).path("params");
    }
}
