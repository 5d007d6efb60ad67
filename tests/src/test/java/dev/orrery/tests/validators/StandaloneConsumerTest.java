package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A consumer chain whose provider is not there. */
@NetworkTest("standalone.yaml")
class StandaloneConsumerTest {
    @Test
    void theValidatorsOfItsFileRunIt(@ChainName("zone") Chain zone) {
        assertThat(zone).producesBlocks(3).within(Duration.ofSeconds(30));
        assertThat(Powers.of(zone)).isEqualTo(Map.of("val1", 3L, "val2", 2L));
    }

    @Test
    void itTakesAnyTransaction(@ChainName("zone") Chain zone) {
        assertThat(zone.fundedAccount("5uzone")).hasBalance("5uzone");
    }

    @Test
    void itTakesItsChannelForThatOfAProvider(@ChainName("zone") Chain zone) {
        JsonNode info = zone.client().query("interchain_security.ccv.consumer.v1.Query/QueryProviderInfo");

        assertThat(info.at("/provider/chainID").asString()).isEqualTo("provider-1");
        assertThat(info.at("/consumer/channelID").asString()).isEqualTo("channel-0");
    }
}
