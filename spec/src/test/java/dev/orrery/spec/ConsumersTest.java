package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains that get their validators from another one. */
class ConsumersTest {
    private static final String HUB = """
        version: 1
        name: net
        chains:
          hub: { binary: { path: ./hubd }, validators: { inGenesis: 2, created: 1 }, stake: [3000000, 2000000, 1000000] }
          zone: { binary: { path: ./zoned }, consumerOf: hub, powerReduction: 10 }
        """;

    @Test
    void aConsumerHasTheProvidersValidatorsOfGenesisWithThePowerThatTheyHaveThere() {
        ChainSpec zone = Specs.read(HUB).chain("zone").orElseThrow();

        assertThat(zone.consumer())
                .contains(new ConsumerSpec("hub", ConsumerSpec.Keys.SAME, ConsumerSpec.Launch.GENESIS));
        assertThat(zone.stakes()).containsExactly(BigInteger.valueOf(30), BigInteger.valueOf(20));
        assertThat(zone.created()).isZero();
    }

    @Test
    void aPathToTheProviderIsAddedWithTheirChannel() {
        assertThat(Specs.read(HUB).paths()).singleElement().satisfies(path -> {
            assertThat(path.name()).isEqualTo("hub-zone");
            assertThat(path.open()).isEqualTo(PathSpec.Opening.GENESIS);
            assertThat(path.channels())
                    .containsExactly(
                            ChannelSpec.TRANSFER,
                            new ChannelSpec("ccv", "provider", "consumer", "1", ChannelSpec.Ordering.ORDERED));
        });
    }

    @Test
    void orThePathOfTheFileGetsTheirChannel() {
        NetworkSpec network = Specs.read(HUB + "paths: [{ between: [zone, hub], name: main, channels: [] }]");

        assertThat(network.paths()).singleElement().satisfies(path -> {
            assertThat(path.name()).isEqualTo("main");
            assertThat(path.channels())
                    .containsExactly(new ChannelSpec("ccv", "consumer", "provider", "1", ChannelSpec.Ordering.ORDERED));
        });
    }

    @Test
    void keysMayBeAssigned() {
        assertThat(Specs.read(HUB.replace("consumerOf: hub", "consumerOf: hub, consumerKeys: assigned"))
                        .chain("zone")
                        .orElseThrow()
                        .consumer()
                        .orElseThrow()
                        .keys())
                .isEqualTo(ConsumerSpec.Keys.ASSIGNED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        consumerOf: hub, validators: 2     | chains.zone.validators: is not allowed beside `consumerOf`
        consumerOf: hub, stake: 2000000    | chains.zone.stake: is not allowed beside `consumerOf`
        consumerOf: hib                    | there is no chain "hib"; chains are hub and zone (did you mean "hub"?)
        consumerOf: zone                   | chains.zone.consumerOf: must be another chain; this is the chain itself
        consumerOf: hub, consumer: standalone | chains.zone.consumer: is not allowed beside `consumerOf`
        consumer: standalone, validators: { created: 1 } | chains.zone.validators.created: must be 0 on a consumer chain
        consumer: alone                    | chains.zone.consumer: must be standalone, is the text "alone"
        consumerKeys: same                 | chains.zone.consumerKeys: goes with `consumerOf` only
        consumerOf: hub, consumerKeys: own | chains.zone.consumerKeys: must be same or assigned, is the text "own"
        consumerLaunch: later              | chains.zone.consumerLaunch: goes with `consumerOf` only
        consumerOf: hub, consumerLaunch: soon | must be genesis, transactions or later, is the text "soon"
        """)
    void whatCannotBeIsTold(String keys, String problem) {
        assertThat(Specs.problems(HUB.replace("consumerOf: hub", keys)))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void aConsumerMayBeLaunchedAfterItsProvidersStart() {
        NetworkSpec network =
                Specs.read(HUB.replace("consumerOf: hub", "consumerOf: hub, consumerLaunch: transactions"));

        ChainSpec zone = network.chain("zone").orElseThrow();
        assertThat(zone.isLaunched()).isTrue();
        assertThat(zone.consumer().orElseThrow().launch()).isEqualTo(ConsumerSpec.Launch.TRANSACTIONS);
        assertThat(network.chain("hub").orElseThrow().isLaunched()).isFalse();
        assertThat(network.paths()).as("its launch opens the path").isEmpty();
    }

    @Test
    void whatIsLaunchedLaterCannotBeJoinedBefore() {
        String later = HUB.replace("consumerOf: hub", "consumerOf: hub, consumerLaunch: later");

        assertThat(Specs.problems(later + "paths: [{ between: [hub, zone] }]"))
                .singleElement()
                .asString()
                .contains("paths[0].between: must not join zone, which `consumerLaunch` launches after the others");
        assertThat(Specs.problems(later + "  third: { binary: { path: ./thirdd } }\npaths:\n"
                        + "  - { between: [hub, third], name: hub-zone }"))
                .singleElement()
                .asString()
                .contains("whose name \"hub-zone\" is taken by that on line 8; call that otherwise");
    }

    @Test
    void aConsumerMayStandAlone() {
        ChainSpec chain = Specs.chain("validators: 2\nconsumer: standalone");

        assertThat(chain.consumer()).contains(ConsumerSpec.STANDALONE);
        assertThat(chain.secured()).isEmpty();
        assertThat(chain.validators()).isEqualTo(2);
    }

    @Test
    void aConsumerCannotProvide() {
        String chain = HUB + "  third: { binary: { path: ./thirdd }, consumerOf: zone }\n";

        assertThat(Specs.problems(chain))
                .singleElement()
                .asString()
                .contains("chains.third.consumerOf: must be a chain with validators of its own; zone is a consumer"
                        + " chain");
    }

    @Test
    void thePathToTheProviderMustBeThereInTheFirstBlock() {
        assertThat(Specs.problems(HUB + "paths: [{ between: [hub, zone], open: handshake }]"))
                .singleElement()
                .asString()
                .contains("paths[0].open: must be genesis for one path between zone and its provider hub");
    }

    @Test
    void theNamesThatOrreryAddsAreNotTaken() {
        String other = HUB + "  third: { binary: { path: ./thirdd } }\npaths:\n";

        assertThat(Specs.problems(other + "  - { between: [hub, third], name: hub-zone }"))
                .singleElement()
                .asString()
                .contains("needs a path to hub, whose name \"hub-zone\" is taken by that on line");
        assertThat(Specs.problems(HUB + "paths: [{ between: [hub, zone], channels: [{ name: ccv, port: transfer }] }]"))
                .singleElement()
                .asString()
                .contains("must have another name: ccv is the channel between a consumer and its provider");
    }

    @Test
    void severalConsumersMayHaveOneProvider() {
        NetworkSpec network = Specs.read(HUB + "  third: { binary: { path: ./thirdd }, consumerOf: hub }\n");

        assertThat(network.paths()).extracting(PathSpec::name).isEqualTo(List.of("hub-zone", "hub-third"));
    }
}
