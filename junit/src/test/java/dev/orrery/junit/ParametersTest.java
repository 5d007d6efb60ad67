package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What tests may ask for, and what they hear when they ask for something else. */
class ParametersTest {
    @NetworkTest("two-chains.yaml")
    static class Asks {
        static Network ofTheClass;

        @BeforeAll
        static void before(Network network) {
            ofTheClass = network;
        }

        @Test
        void forTwoChains(@ChainName("hub") Chain hub, @ChainName("zone") Chain zone, Network network) {
            assertThat(List.of(hub, zone)).isEqualTo(network.chains());
            assertThat(network).isSameAs(ofTheClass);
        }

        @Test
        void forAnUnknownChain(@ChainName("hubb") Chain hub) {}

        @Test
        void forSomeChain(Chain chain) {}

        @Test
        void forANameOfAnotherType(@ChainName("hub") String hub) {}
    }

    @Test
    void inANetworkOfTwoChains() {
        var run = Kit.run(Asks.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(1).failed(3));
        assertThat(Kit.failures(run)).allMatch(ParameterResolutionException.class::isInstance);
        assertThat(Kit.failures(run))
                .extracting(Throwable::getMessage)
                .anySatisfy(text -> assertThat(text)
                        .contains("parameter 1 (hub) of Asks.forAnUnknownChain", "\"hubb\"", "did you mean \"hub\"?"))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "parameter 1 (chain) of Asks.forSomeChain",
                                "several chains [hub, zone]",
                                "@ChainName(\"hub\")"))
                .anySatisfy(text -> assertThat(text)
                        .contains("Asks.forANameOfAnotherType", "parameters of type Chain, not String"));
    }

    @NetworkTest("one-chain.yaml")
    static class AsksForTheOnlyOne {
        @Test
        void withoutAName(Chain chain) {
            assertThat(chain.name()).isEqualTo("hub");
        }
    }

    @Test
    void theOnlyChainNeedsNoName() {
        Kit.run(AsksForTheOnlyOne.class)
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1).failed(0));
    }
}
