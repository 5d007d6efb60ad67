package dev.orrery.engine.internal.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Where a chain stands that makes no block. */
class ConsensusRoundTest {
    @Test
    void theVotesOfTheRoundAreTold() {
        assertThat(words("""
            {"height/round/step": "1/1/4",
             "height_vote_set": [
               {"round": 0, "prevotes_bit_array": "BA{2:xx} 2/2 = 1.00", "precommits_bit_array": "BA{2:__} 0/2 = 0.00"},
               {"round": 1, "prevotes_bit_array": "BA{2:_x} 1/2 = 0.50", "precommits_bit_array": "BA{2:__} 0/2 = 0.00"}]}\
            """))
                .isEqualTo("height 1, round 1, step prevote; prevotes BA{2:_x} 1/2 = 0.50,"
                        + " precommits BA{2:__} 0/2 = 0.00");
    }

    @Test
    void whatIsNotKnownIsToldAsItIs() {
        assertThat(words("{\"height/round/step\": \"7/0/9\"}")).isEqualTo("height 7, round 0, step 9");
        assertThat(words("{}")).isEqualTo("its consensus says {}");
    }

    private static String words(String json) {
        return ConsensusRound.words(JsonMapper.shared().readTree(json));
    }
}
