package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.Deadline;
import dev.orrery.base.StageException;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.engine.Stage;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import dev.orrery.network.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Validators that are not in genesis: full nodes at first, which a transaction of their own makes validators. */
@NetworkTest("validators.yaml")
class CreatedValidatorsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whoIsReadyIsInTheActiveSetWithItsStake(Network network) {
        ChainStatus hub = network.status(Deadline.after(LONG)).chains().getFirst();

        assertThat(hub.validators())
                .extracting(ValidatorStatus::node, ValidatorStatus::votingPower)
                .contains(tuple("val1", 3L), tuple("val2", 1L), tuple("val3", 2L));
        assertThat(hub.nodes())
                .extracting(NodeStatus::name, NodeStatus::state)
                .containsExactly(
                        tuple("val1", "running"),
                        tuple("val2", "running"),
                        tuple("val3", "running"),
                        tuple("full1", "running"));
    }

    @Test
    void genesisKnowsTheFirstValidatorOnly(@ChainName("hub") Chain hub) {
        JsonNode first = hub.client().rpc().commit(1).at("/commit/signatures");

        assertThat(StreamSupport.stream(first.spliterator(), false)
                        .map(signature -> signature.path("validator_address").asString()))
                .containsExactly(hub.node("val1").consensusAddress());
    }

    @Test
    void aCreatedValidatorHasSignedABlockByTheTimeTheNetworkIsReady(@ChainName("hub") Chain hub) throws IOException {
        for (String name : List.of("val2", "val3")) {
            String line = log(hub.node(name), Stage.CREATE_VALIDATOR)
                    .lines()
                    .filter(text -> text.contains(" signed block "))
                    .findFirst()
                    .orElseThrow();
            long height = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));

            JsonNode signatures = hub.client().rpc().commit(height).at("/commit/signatures");
            assertThat(StreamSupport.stream(signatures.spliterator(), false)
                            .filter(signature -> signature.path("block_id_flag").asInt() == 2)
                            .map(signature ->
                                    signature.path("validator_address").asString()))
                    .contains(hub.node(name).consensusAddress());
        }
    }

    @Test
    void eachIsMadeByItsOwnOperator(@ChainName("hub") Chain hub) {
        Staking staking = hub.client().staking();

        for (String name : List.of("val2", "val3")) {
            Validator validator = staking.validator(
                    Staking.operatorAddress(hub.node(name).operator().address()));
            assertThat(validator.description().moniker()).isEqualTo(name);
            assertThat(validator.tokens())
                    .isEqualTo(hub.node(name).description().stake());
        }
    }

    @Test
    void theStageHasALogOfItsOwn(@ChainName("hub") Chain hub) throws IOException {
        assertThat(log(hub.node("val3"), Stage.CREATE_VALIDATOR))
                .contains("with a stake of 2000000uatom", "caught up at block", "made in block", "in the active set");
        assertThat(log(hub.node("val1"), Stage.CREATE_VALIDATOR))
                .contains("nothing to do: it is a validator at genesis already");
        assertThat(log(hub.node("full1"), Stage.CREATE_VALIDATOR)).contains("nothing to do: it is a full node");
        assertThat(log(hub.node("val1"), Stage.INIT_CHAIN))
                .contains("full node hub/val2, to be made a validator with a stake of 1000000", "full node hub/full1");
    }

    @Test
    void aFullNodeServesAndDoesNotVote(@ChainName("hub") Chain hub) {
        Node full = hub.node("full1");
        long height = hub.height();

        assertThat(full.rpc().awaitBlock(height, Deadline.after(LONG)).height()).isGreaterThanOrEqualTo(height);
        assertThat(full.rpc().status().votingPower()).isZero();
        assertThatThrownBy(full::operator).hasMessageContaining("full1");
    }

    @Test
    void tooLittleStakeIsToldWithWhatTheChainMadeOfIt(@ChainName("hub") Chain hub) {
        Account operator = hub.fundedAccount("10000000uatom");

        assertThatThrownBy(() -> Creation.of(hub, operator, Creation.newKey(), "999999uatom"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("making hub/full1 a validator")
                .hasMessageContaining("has the status unbonded")
                .hasMessageContaining("999999 tokens")
                .hasMessageContaining("stage create-validator");
    }

    @Test
    void aKeyThatIsInUseIsRefusedInTheChainsOwnWords(@ChainName("hub") Chain hub) {
        Account operator = hub.fundedAccount("10000000uatom");
        PublicKey used = hub.client()
                .staking()
                .validator(Staking.operatorAddress(hub.node("val1").operator().address()))
                .consensusKey();

        assertThatThrownBy(() -> Creation.of(hub, operator, used, "1000000uatom"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("validator already exist for this pubkey")
                .hasMessageContaining("orrery logs hub/full1 --stage create-validator");
    }

    @Test
    void whoIsAValidatorAlreadyIsRefusedInTheChainsOwnWords(@ChainName("hub") Chain hub) {
        assertThatThrownBy(() -> Creation.of(hub, hub.node("val2").operator(), Creation.newKey(), "1000000uatom"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("validator already exist for this operator address")
                .hasMessageContaining("its validator has the status bonded, with 1000000 tokens");
    }

    @Test
    void whoCannotPayIsRefusedInTheChainsOwnWords(@ChainName("hub") Chain hub) {
        Account poor = hub.fundedAccount("900000uatom");

        assertThatThrownBy(() -> Creation.of(hub, poor, Creation.newKey(), "1000000uatom"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("insufficient funds");
    }

    private static String log(Node node, Stage stage) throws IOException {
        return Files.readString(
                Path.of(node.description().folder()).resolve("logs").resolve(stage.label() + ".log"));
    }
}
