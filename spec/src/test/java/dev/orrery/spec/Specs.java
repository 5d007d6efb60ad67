package dev.orrery.spec;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.InvalidInputException;
import java.nio.file.Path;
import java.util.List;

/** Network files for the tests. */
final class Specs {
    static final Path FOLDER = Path.of("/nets/hub-and-zone");

    static final String SMALLEST = """
        version: 1
        chains:
          hub:
            binary: { path: simd }
        """;

    /** Every key that the format has. */
    static final String FULL = """
        version: 1
        name: two
        seed: 42
        chains:
          hub:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
            chainId: cosmoshub-4
            validators: 2
            stake: [3000000, 2000000]
            denom: uatom
            prefix: cosmos
            coinType: 118
            powerReduction: 1000000
            blockTime: 1m30s
            gasPrice: 0.5
            accounts: { alice: 1000000000uatom, bob: "5uatom,7ufoo" }
            genesis: { app_state: { gov: { params: { voting_period: 10s } } } }
            genesisFile: hub/genesis.json
            params: { votingPeriod: 500ms, unbondingTime: 20d, inflation: 0.1 }
            genesisPatch:
              - { op: add, path: /app_state/bank/params/send_enabled/-, value: { denom: uatom, enabled: true } }
              - { op: replace, path: /app_state/gov/params/burn_vote_veto, value: false }
              - { op: remove, path: /app_state/circuit }
            config:
              config.toml: { p2p: { max_num_inbound_peers: 10 } }
              app.toml: { api: { enable: true } }
              client.toml: { output: json }
          zone:
            binary: { go: ../zone/cmd/zoned }
            validators: 3
            stake: 5000000
          far:
            binary:
              url: https://example.com/{version}/fard-{number}-{os}-{arch}.tar.gz
              version: v1.2.3
              sha256: { linux/amd64: %1$s, darwin/arm64: %1$s }
              file: bin/fard
          source:
            binary: { git: ../chain, ref: v1.2.3, build: make build, file: build/chaind }
          image:
            binary: { image: "localhost:5000/org/chain:v1.2.3", file: chaind }
        paths:
          - between: [hub, zone]
            name: main
            channels:
              - transfer
              - { name: second, port: transfer, version: ics20-1, ordering: unordered }
              - { name: accounts, ports: [icacontroller-alice, icahost], version: ics27-1, ordering: ordered }
            open: handshake
            relayer:
              - { kind: embedded }
              - { kind: hermes, binary: { path: ./hermes }, backup: true }
            trustingPeriod: 14d
            clockDrift: 10s
        """.formatted("0123456789abcdef".repeat(4));

    private Specs() {}

    static NetworkSpec read(String yaml) {
        return SpecReader.read(yaml, "network.yaml", FOLDER);
    }

    /** One chain with these lines (indented by four) besides its binary, which stands in line 4. */
    static ChainSpec chain(String lines) {
        return read(SMALLEST + lines.indent(4)).chains().getFirst();
    }

    /** The problems as users see them, without the file's name. */
    static List<String> problems(String yaml) {
        InvalidInputException error = catchThrowableOfType(InvalidInputException.class, () -> read(yaml));
        return error == null
                ? List.of()
                : error.problems().stream()
                        .map(problem -> problem.toString().substring("network.yaml:".length()))
                        .toList();
    }
}
