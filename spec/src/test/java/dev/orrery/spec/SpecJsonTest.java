package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A network that is carried elsewhere is the same one there. */
class SpecJsonTest {
    @Test
    void whatIsCarriedIsWhatIsRead() {
        NetworkSpec spec = SpecReader.read("""
            version: 1
            name: carried
            chains:
              hub:
                binary: { path: ./hubd }
                validators: { inGenesis: 2, created: 1 }
                fullNodes: 1
                stake: [3000000, 2000000, 1000000]
                denom: uatom
                gasPrice: 0.0250
                accounts: { alice: 1000000uatom }
                env: { HUB_LOG_FORMAT: json, HUB_PEER: "{rpc:zone}" }
                startArgs: [--oracle, "{home}/oracle"]
                companions:
                  oracle:
                    binary: { path: ./oracle }
                    ports: [api]
                    args: [--node, "{grpc}", --listen, "127.0.0.1:{port:api}"]
                    env: { ORACLE_MNEMONIC: "{mnemonic:alice}" }
                genesis:
                  app_state: { gov: { params: { voting_period: 10s } } }
              zone:
                binary: { go: example.com/zone/cmd/zoned@v1.0.0 }
                consumerOf: hub
                consumerLaunch: later
                denom: uzone
              isle:
                binary: { git: "https://example.com/isle.git", ref: v1, build: make, file: isled }
                consumer: standalone
                denom: uisle
            paths:
              - between: [hub, isle]
                relayer: [hermes, { kind: embedded, backup: true }]
            kubernetes:
              registry: registry.example.com/chains
              images: { hermes: "registry.example.com/hermes:1" }
              tolerations: [{ key: spot, effect: NoSchedule }]
              storage: { size: 1Gi }
              ingress: { host: "{endpoint}.{node}.{chain}.example.com", tls: wildcard, annotations: { a/b: c } }
              gateway: { name: public, sectionName: https, host: "{endpoint}.{node}.{chain}.example.com" }
            """, "network.yaml", Path.of("/networks"));

        NetworkSpec carried = SpecJson.read(SpecJson.write(spec));

        assertThat(carried).isEqualTo(spec);
    }
}
