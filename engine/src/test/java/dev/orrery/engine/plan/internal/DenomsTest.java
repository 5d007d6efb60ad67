package dev.orrery.engine.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DenomsTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"staking":{"bond_denom":"stake"}}                      | {"staking":{"bond_denom":"uatom"}}
        {"min_deposit":[{"denom":"stake","amount":"1"}]}        | {"min_deposit":[{"denom":"uatom","amount":"1"}]}
        {"reward_denoms":["stake","ufoo",{"denom":"stake"}]}    | {"reward_denoms":["uatom","ufoo",{"denom":"uatom"}]}
        {"denom_fee":{"denom":"stake"}}                         | {"denom_fee":{"denom":"uatom"}}
        {"denom":"stakes","mint_denom":"ustake"}                | {"denom":"stakes","mint_denom":"ustake"}
        {"moniker":"stake","modules":["stake"],"stake":{}}      | {"moniker":"stake","modules":["stake"],"stake":{}}
        {"denom":null,"denoms":[1],"bond_denom":true}           | {"denom":null,"denoms":[1],"bond_denom":true}
        """)
    void theStakingDenomIsReplacedWhereAKeySpeaksOfADenom(String before, String after) {
        assertThat(replaced(before, "stake", "uatom")).isEqualTo(json(after));
    }

    @ParameterizedTest(name = "from \"{0}\" to \"{1}\"")
    @CsvSource({"'', uatom", "stake, stake"})
    void nothingToReplaceLeavesEverything(String from, String to) {
        String genesis = "{\"denom\":\"\",\"bond_denom\":\"stake\"}";

        assertThat(replaced(genesis, from, to)).isEqualTo(json(genesis));
    }

    private static JsonNode replaced(String text, String from, String to) {
        JsonNode node = json(text);
        Denoms.replace(node, from, to);
        return node;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
