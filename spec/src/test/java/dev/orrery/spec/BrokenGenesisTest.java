package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that change a genesis: what is read, and what the file alone tells to be wrong. */
class BrokenGenesisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "genesisPatch: [{ op: ad, path: /a, value: 1 }] | 5:26: chains.hub.genesisPatch[0].op: must be add,"
                        + " remove or replace, is the text \"ad\" (did you mean \"add\"?)",
                "genesisPatch: [{ op: add, path: /a }] | 5:20: chains.hub.genesisPatch[0]: needs the key `value`: what"
                        + " to add",
                "genesisPatch: [{ op: remove, path: /a, value: 1 }] | 5:51: chains.hub.genesisPatch[0].value: has no"
                        + " use where something is removed",
                "genesisPatch: [{ op: remove, path: a/b }] | 5:40: chains.hub.genesisPatch[0].path: must be a JSON"
                    + " Pointer such as /app_state/gov/params/voting_period, with ~1 for a / and ~0 for a ~ in a name,"
                    + " is the text \"a/b\"",
                "genesisPatch: [{ op: remove, path: /chain_id }] | 5:40: chains.hub.genesisPatch[0].path: is not"
                        + " changed here: `chainId` of the chain decides it",
                "genesisPatch: [{ op: replace, path: /app_state/staking/params/unbonding_time, value: 5s }] | 5:41:"
                        + " chains.hub.genesisPatch[0].path: is not changed here: write `params: { unbondingTime: … }`,"
                        + " since light clients depend on it",
                "params: { votingPeriod: 0s } | 5:29: chains.hub.params.votingPeriod: must be a duration from 1ms to"
                        + " 36500d, such as 10s, 1m30s or 14d, is the text \"0s\"",
                "params: { votingperiod: 5s } | 5:15: chains.hub.params.votingperiod: is not a key of the format;"
                        + " allowed here: votingPeriod, unbondingTime, inflation and epochs (did you mean"
                        + " \"votingPeriod\"?)",
                "genesisFile: ~/genesis.json | 5:18: chains.hub.genesisFile: must be a path from this file's folder or"
                        + " from /; a ~ is not expanded, is the text \"~/genesis.json\"",
            })
    void whatIsWrongIsTold(String line, String said) {
        assertThat(Specs.problems(Specs.SMALLEST + "    " + line + "\n")).containsExactly(said);
    }

    @Test
    void theUnbondingTimeIsWrittenOnce() {
        assertThat(Specs.problems(Specs.SMALLEST + """
                params: { unbondingTime: 3d }
                genesis: { app_state: { staking: { params: { unbonding_time: 5s } } } }
            """.indent(0)))
                .hasSize(1)
                .first()
                .asString()
                .contains("is in `genesis` of the chain too; write it once");
    }

    @Test
    void whatIsRightArrivesInTheRecords() {
        ChainSpec hub = Specs.read(Specs.FULL).chain("hub").orElseThrow();
        GenesisEdits edits = hub.genesisEdits();

        assertThat(edits.file()).contains(Path.of("/nets/hub-and-zone/hub/genesis.json"));
        assertThat(edits.votingPeriod()).contains(Duration.ofMillis(500));
        assertThat(edits.inflation()).contains(new BigDecimal("0.1"));
        assertThat(hub.genesis().at("/app_state/staking/params/unbonding_time").asString())
                .isEqualTo("1728000s");
        assertThat(edits.patch())
                .extracting(operation -> operation.kind().label() + " " + operation.path())
                .containsExactly(
                        "add /app_state/bank/params/send_enabled/-",
                        "replace /app_state/gov/params/burn_vote_veto",
                        "remove /app_state/circuit");
        assertThat(new GenesisOperation(
                                GenesisOperation.Kind.REMOVE,
                                "/a~1b/~01/0",
                                edits.patch().getLast().value())
                        .steps())
                .containsExactly("a/b", "~1", "0");
    }
}
