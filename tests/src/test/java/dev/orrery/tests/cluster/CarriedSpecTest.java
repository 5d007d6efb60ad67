package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecJson;
import dev.orrery.spec.SpecReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The network file, as pods get it. */
class CarriedSpecTest {
    @Test
    void nothingIsLostOnTheWay() {
        NetworkSpec spec = SpecReader.read("""
            version: 1
            name: carried
            chains:
              hub:
                binary: { path: /bin/true }
                stake: [2000000, 1000000]
                denom: uatom
                accounts: { alice: 1000000uatom }
                startArgs: ["--trace", "--node={rpc}"]
                env: { GOGC: "50" }
                config: { app.toml: { telemetry: { enabled: true } } }
                genesis: { app_state: { gov: { params: { voting_period: 10s } } } }
              zone:
                binary: { image: "example.com/zone:1", file: /bin/zoned }
                gasPrice: 0.10
            paths:
              - { between: [hub, zone], open: handshake }
            kubernetes:
              namespace: mine
              orreryImage: example.com/orrery:1
              images: { hub: "example.com/hub:1" }
              nodeSelector: { disk: ssd }
              tolerations: [ { key: spot } ]
              storage: { size: 1Gi, class: fast }
              ingress: { host: "{endpoint}-{node}-{chain}.{network}.example.com", class: nginx, annotations: { a/b: c } }
              gateway: { name: public, sectionName: https, host: "{endpoint}.{node}.{chain}.example.com" }
            """, "network.yaml", Path.of("/"));

        assertThat(SpecJson.read(SpecJson.write(spec))).isEqualTo(spec);
    }
}
