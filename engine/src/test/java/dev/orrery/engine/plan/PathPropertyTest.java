package dev.orrery.engine.plan;

import static dev.orrery.engine.plan.PlannedNetwork.ofEveryChain;
import static dev.orrery.engine.plan.PlannedNetwork.ofEveryNetwork;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.keys.KeyType;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.ibc.ValidatorSet;
import dev.orrery.spec.ChannelSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the paths of every network, seen in the files alone. */
class PathPropertyTest {
    private static final Pattern REVISION = Pattern.compile("-([1-9][0-9]*)$");

    @Test
    void theEndsOfEveryPathPointAtEachOther() {
        ofEveryOpenEnd((network, end, own, other) -> {
            JsonNode ibc = network.module(end.chain(), "ibc");
            JsonNode connection = entry(ibc.at("/connection_genesis/connections"), "id", own.connectionId());
            assertThat(connection.at("/client_id").asString()).isEqualTo(own.clientId());
            assertThat(connection.at("/counterparty/client_id").asString()).isEqualTo(other.clientId());
            assertThat(connection.at("/counterparty/connection_id").asString()).isEqualTo(other.connectionId());
            assertThat(own.channels()).hasSameSizeAs(other.channels());
            for (int i = 0; i < own.channels().size(); i++) {
                pointsAt(
                        ibc,
                        own.connectionId(),
                        own.channels().get(i),
                        other.channels().get(i));
            }
        });
    }

    private static void pointsAt(JsonNode ibc, String connection, PathEnd.OpenChannel own, PathEnd.OpenChannel other) {
        JsonNode channel = entry(ibc.at("/channel_genesis/channels"), "channel_id", own.id());
        assertThat(own.spec()).isEqualTo(other.spec());
        assertThat(channel.at("/port_id").asString()).isEqualTo(own.port());
        assertThat(channel.at("/version").asString()).isEqualTo(own.spec().version());
        assertThat(channel.at("/ordering").asString())
                .isEqualTo(own.spec().ordering() == ChannelSpec.Ordering.ORDERED ? "ORDER_ORDERED" : "ORDER_UNORDERED");
        assertThat(channel.at("/counterparty/port_id").asString()).isEqualTo(other.port());
        assertThat(channel.at("/counterparty/channel_id").asString()).isEqualTo(other.id());
        assertThat(channel.at("/connection_hops").toString()).isEqualTo("[\"" + connection + "\"]");
        for (String sequence : List.of("send", "recv", "ack")) {
            JsonNode next = entry(ibc.at("/channel_genesis/" + sequence + "_sequences"), "channel_id", own.id());
            assertThat(next.path("port_id").asString()).isEqualTo(own.port());
            assertThat(next.path("sequence").asString()).isEqualTo("1");
        }
    }

    @Test
    void everyClientKnowsItsChainAsThatChainsGenesisHasIt() {
        ofEveryOpenEnd((network, end, own, other) -> {
            JsonNode clients = network.module(end.chain(), "ibc").path("client_genesis");
            JsonNode state =
                    entry(clients.path("clients"), "client_id", own.clientId()).path("client_state");
            JsonNode consensus = entry(clients.path("clients_consensus"), "client_id", own.clientId())
                    .at("/consensus_states/0");
            ObjectNode genesis = network.genesis().get(end.counterparty());
            String chainId = genesis.path("chain_id").asString();
            JsonNode staking = network.module(end.counterparty(), "staking").path("params");

            assertThat(state.path("chain_id").asString()).isEqualTo(chainId);
            assertThat(state.path("unbonding_period")).isEqualTo(staking.path("unbonding_time"));
            assertThat(seconds(state.path("trusting_period")))
                    .isPositive()
                    .isLessThan(seconds(state.path("unbonding_period")));
            assertThat(seconds(state.path("max_clock_drift")).movePointRight(3))
                    .isEqualByComparingTo(BigDecimal.valueOf(end.clockDrift().toMillis()));
            assertThat(state.path("latest_height")).isEqualTo(consensus.path("height"));
            assertThat(state.at("/latest_height/revision_number").asString()).isEqualTo(revision(chainId));
            assertThat(state.at("/latest_height/revision_height").asString()).isEqualTo("1");
            assertThat(consensus.at("/consensus_state/timestamp")).isEqualTo(genesis.path("genesis_time"));
            assertThat(consensus.at("/consensus_state/next_validators_hash").asString())
                    .isEqualTo(validatorsOf(network, end.counterparty()).hashHex());
        });
    }

    private static ValidatorSet validatorsOf(PlannedNetwork network, String chain) {
        BigInteger reduction = network.layout().chain(chain).spec().powerReduction();
        List<ValidatorSet.Validator> validators = new ArrayList<>();
        for (JsonNode genTx : network.module(chain, "genutil").path("gen_txs")) {
            JsonNode message = genTx.at("/body/messages/0");
            byte[] key = Base64.getDecoder().decode(message.at("/pubkey/key").asString());
            BigInteger stake = new BigInteger(message.at("/value/amount").asString());
            validators.add(new ValidatorSet.Validator(
                    new PublicKey(KeyType.ED25519, key), stake.divide(reduction).longValueExact()));
        }
        return new ValidatorSet(validators);
    }

    @Test
    void identifiersCountFromZeroAndTheNextOnesAreFree() {
        ofEveryChain((network, chain) -> {
            JsonNode ibc = network.module(chain.name(), "ibc");
            List<PathEnd.Open> open = open(chain);
            List<PathEnd.OpenChannel> channels = channels(chain);
            String next = Integer.toString(open.size());
            assertThat(ibc.at("/client_genesis/next_client_sequence").asString())
                    .isEqualTo(next);
            assertThat(ibc.at("/connection_genesis/next_connection_sequence").asString())
                    .isEqualTo(next);
            assertThat(ibc.at("/channel_genesis/next_channel_sequence").asString())
                    .isEqualTo(Integer.toString(channels.size()));
            assertThat(open)
                    .extracting(PathEnd.Open::clientId)
                    .containsExactlyElementsOf(counted("07-tendermint-", open.size()));
            assertThat(open)
                    .extracting(PathEnd.Open::connectionId)
                    .containsExactlyElementsOf(counted("connection-", open.size()));
            assertThat(channels)
                    .extracting(PathEnd.OpenChannel::id)
                    .containsExactlyElementsOf(counted("channel-", channels.size()));
        });
    }

    @Test
    void whatHandshakesOpenIsNotInGenesis() {
        ofEveryChain((network, chain) -> {
            JsonNode ibc = network.module(chain.name(), "ibc");
            assertThat(ibc.at("/client_genesis/clients")).hasSize(open(chain).size());
            assertThat(ibc.at("/connection_genesis/connections"))
                    .hasSize(open(chain).size());
            assertThat(ibc.at("/channel_genesis/channels"))
                    .hasSize(channels(chain).size());
        });
    }

    @Test
    void onlyChainsUpToIbcGoV8HaveCapabilitiesOneForEachChannel() {
        ofEveryChain((network, chain) -> {
            JsonNode capability = network.module(chain.name(), "capability");
            if (chain.spec().binary().equals(Plans.V10)) {
                assertThat(capability.isMissingNode()).isTrue();
                return;
            }
            List<PathEnd.OpenChannel> channels = channels(chain);
            assertThat(capability.path("index").asString()).isEqualTo(Integer.toString(channels.size() + 1));
            assertThat(capability.path("owners")).hasSize(channels.size());
            for (int i = 0; i < channels.size(); i++) {
                String port = channels.get(i).port();
                String name = "capabilities/ports/" + port + "/channels/"
                        + channels.get(i).id();
                JsonNode owner = capability.path("owners").get(i);
                assertThat(owner.path("index").asString()).isEqualTo(Integer.toString(i + 1));
                assertThat(owner.at("/index_owners/owners").toString())
                        .isEqualTo("[{\"module\":\"ibc\",\"name\":\"%1$s\"},{\"module\":\"%2$s\",\"name\":\"%1$s\"}]"
                                .formatted(name, port));
            }
        });
    }

    @Test
    void everyRelayerCanPayOnBothSidesOfItsPath() {
        ofEveryNetwork(network -> network.layout()
                .paths()
                .forEach(path -> path.ends().forEach(end -> {
                    ChainLayout chain = network.layout().chain(end.chain());
                    assertThat(end.relayers())
                            .hasSize(Math.max(1, path.spec().relayers().size()))
                            .allSatisfy(account -> {
                                assertThat(chain.accounts()).contains(account);
                                assertThat(account.balance())
                                        .singleElement()
                                        .satisfies(coin -> assertThat(coin.denom())
                                                .isEqualTo(chain.spec().denom()));
                            });
                })));
    }

    private interface OfOpenEnd {
        void holds(PlannedNetwork network, PathEnd end, PathEnd.Open own, PathEnd.Open other);
    }

    private static void ofEveryOpenEnd(OfOpenEnd property) {
        ofEveryNetwork(network -> network.layout().paths().stream()
                .filter(PathLayout::atGenesis)
                .forEach(path -> {
                    PathEnd.Open a = path.a().open().orElseThrow();
                    PathEnd.Open b = path.b().open().orElseThrow();
                    property.holds(network, path.a(), a, b);
                    property.holds(network, path.b(), b, a);
                }));
    }

    private static List<PathEnd.Open> open(ChainLayout chain) {
        return chain.ends().stream().flatMap(end -> end.open().stream()).toList();
    }

    private static List<PathEnd.OpenChannel> channels(ChainLayout chain) {
        return open(chain).stream().flatMap(open -> open.channels().stream()).toList();
    }

    private static List<String> counted(String prefix, int count) {
        return LongStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static JsonNode entry(JsonNode array, String key, String value) {
        List<JsonNode> found = array.valueStream()
                .filter(entry -> entry.path(key).asString().equals(value))
                .toList();
        assertThat(found).as("%s %s", key, value).hasSize(1);
        return found.getFirst();
    }

    private static BigDecimal seconds(JsonNode duration) {
        return new BigDecimal(duration.asString().replaceAll("s$", ""));
    }

    private static String revision(String chainId) {
        Matcher matcher = REVISION.matcher(chainId);
        return matcher.find() ? matcher.group(1) : "0";
    }
}
