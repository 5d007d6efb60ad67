package dev.orrery.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.Samples;
import dev.orrery.cli.terminal.Style;
import org.junit.jupiter.api.Test;

class EndpointsTextTest {
    @Test
    void endpointsShowEachNodeAndNoMnemonic() {
        String text = String.join("\n", EndpointsText.lines(Samples.NETWORK, Style.PLAIN));

        assertThat(text)
                .contains("hub  chain ID hub-1, denom uatom", "127.0.0.1:26656", "accounts: alice")
                .contains("hub-zone  hub 07-tendermint-0 connection-0 transfer/channel-0  <->  zone ")
                .doesNotContain(Samples.MNEMONIC);
    }
}
