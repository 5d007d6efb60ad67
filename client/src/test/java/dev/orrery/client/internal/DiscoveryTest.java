package dev.orrery.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {
    /** {@code minimum-gas-prices} as nodes tell it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.025000000000000000uatom                              | 0.025 | uatom
        0.100000000000000000ufoo,0.025000000000000000uatom     | 0.025 | uatom
        0.100000000000000000ufoo,0.2ibc/27394FB092D2ECCD56123C | 0.1   | ufoo
        ''                                                     | 0     | uatom
        0.000000000000000000uatom                              | 0     | uatom
        """)
    void theGasPriceIsInTheStakingDenomWhereThatIsAccepted(String told, String price, String denom) {
        Discovery.GasPrice found = Discovery.gasPrice(told, "uatom");

        assertThat(found.price()).isEqualByComparingTo(price);
        assertThat(found.denom()).isEqualTo(denom);
    }

    @Test
    void theCoinTypeIsKnownWhereItIsNotTheUsualOne() {
        assertThat(Discovery.coinType("terra")).hasValue(330);
        assertThat(Discovery.coinType("cosmos")).isEmpty();
    }
}
