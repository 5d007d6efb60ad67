package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orrery.client.PendingTx;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.tx.ModeInfo;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.SignerInfo;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is signed is what the chain checks, in both sign modes and on each generation, for messages of every kind. */
@NetworkTest("generations.yaml")
@ParameterizedClass
@CsvSource({"hub, LEGACY_AMINO_JSON", "hub, DIRECT", "zone, LEGACY_AMINO_JSON", "zone, DIRECT"})
class SignModesTest {
    @Parameter(0)
    String chainName;

    @Parameter(1)
    SignMode mode;

    private Chain chain;
    private String denom;
    private Account alice;
    private Account bob;
    private String validator;
    private String otherValidator;

    @Test
    void bank(Network network) {
        prepare(network);
        accepted(Msg.of(
                "/cosmos.bank.v1beta1.MsgSend",
                Map.of("from_address", alice.address(), "to_address", bob.address(), "amount", coins(5))));
        accepted(Msg.of(
                "/cosmos.bank.v1beta1.MsgMultiSend",
                Map.of(
                        "inputs",
                        List.of(Map.of("address", alice.address(), "coins", coins(7))),
                        "outputs",
                        List.of(Map.of("address", bob.address(), "coins", coins(7))))));
    }

    @Test
    void staking(Network network) {
        prepare(network);
        accepted(delegate("MsgDelegate", 1000));
        accepted(Msg.of(
                "/cosmos.staking.v1beta1.MsgBeginRedelegate",
                Map.of(
                        "delegator_address",
                        alice.address(),
                        "validator_src_address",
                        validator,
                        "validator_dst_address",
                        otherValidator,
                        "amount",
                        coin(10))));
        TxResult unbonding = accepted(delegate("MsgUndelegate", 100));
        accepted(Msg.of(
                "/cosmos.staking.v1beta1.MsgCancelUnbondingDelegation",
                Map.of(
                        "delegator_address",
                        alice.address(),
                        "validator_address",
                        validator,
                        "amount",
                        coin(40),
                        "creation_height",
                        unbonding.height())));
    }

    @Test
    void distribution(Network network) {
        prepare(network);
        accepted(delegate("MsgDelegate", 1000));
        String module = "/cosmos.distribution.v1beta1.";
        accepted(Msg.of(
                module + "MsgSetWithdrawAddress",
                Map.of("delegator_address", alice.address(), "withdraw_address", bob.address())));
        accepted(Msg.of(
                module + "MsgWithdrawDelegatorReward",
                Map.of("delegator_address", alice.address(), "validator_address", validator)));
        accepted(Msg.of(module + "MsgFundCommunityPool", Map.of("depositor", alice.address(), "amount", coins(3))));
    }

    @Test
    void governance(Network network) {
        prepare(network);
        String authority = chain.client()
                .query("cosmos.auth.v1beta1.Query/ModuleAccountByName", Map.of("name", "gov"))
                .at("/account/base_account/address")
                .asString();
        Map<String, Object> spend = Map.of(
                "@type",
                "/cosmos.distribution.v1beta1.MsgCommunityPoolSpend",
                "authority",
                authority,
                "recipient",
                bob.address(),
                "amount",
                coins(1));
        TxResult submitted = accepted(Msg.of(
                "/cosmos.gov.v1.MsgSubmitProposal",
                Map.of(
                        "messages",
                        List.of(spend),
                        "initial_deposit",
                        coins(1_000_000),
                        "proposer",
                        alice.address(),
                        "title",
                        "A \"title\" with <marks> & more",
                        "summary",
                        "one\ntwo")));
        String proposal = submitted.response(0).json().path("proposal_id").asString();
        accepted(Msg.of(
                "/cosmos.gov.v1.MsgDeposit",
                Map.of("proposal_id", proposal, "depositor", alice.address(), "amount", coins(9_000_000))));
        accepted(Msg.of(
                "/cosmos.gov.v1.MsgVote",
                Map.of("proposal_id", proposal, "voter", alice.address(), "option", "VOTE_OPTION_YES")));
        accepted(Msg.of(
                "/cosmos.gov.v1.MsgVoteWeighted",
                Map.of(
                        "proposal_id",
                        proposal,
                        "voter",
                        alice.address(),
                        "options",
                        List.of(
                                Map.of("option", "VOTE_OPTION_YES", "weight", "0.7"),
                                Map.of("option", "VOTE_OPTION_ABSTAIN", "weight", "0.3")))));
        accepted(Msg.of(
                "/cosmos.gov.v1beta1.MsgSubmitProposal",
                Map.of(
                        "content",
                        Map.of(
                                "@type",
                                "/cosmos.gov.v1beta1.TextProposal",
                                "title",
                                "text",
                                "description",
                                "of the old kind"),
                        "initial_deposit",
                        coins(1_000_000),
                        "proposer",
                        alice.address())));
    }

    @Test
    void authz(Network network) {
        prepare(network);
        assumeTrue(chainName.equals("hub"), "only the hub has the module");
        String expiration = Instant.now()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        accepted(grant(
                Map.of("@type", "/cosmos.bank.v1beta1.SendAuthorization", "spend_limit", coins(100)), expiration));
        accepted(grant(
                Map.of(
                        "@type",
                        "/cosmos.staking.v1beta1.StakeAuthorization",
                        "allow_list",
                        Map.of("address", List.of(validator)),
                        "max_tokens",
                        coin(100),
                        "authorization_type",
                        "AUTHORIZATION_TYPE_DELEGATE"),
                expiration));
        accepted(grant(
                Map.of("@type", "/cosmos.authz.v1beta1.GenericAuthorization", "msg", "/cosmos.gov.v1.MsgVote"),
                "2100-01-02T03:04:05.678900Z"));
        accepted(Msg.of(
                "/cosmos.authz.v1beta1.MsgExec",
                Map.of(
                        "grantee",
                        alice.address(),
                        "msgs",
                        List.of(Map.of(
                                "@type",
                                "/cosmos.bank.v1beta1.MsgSend",
                                "from_address",
                                alice.address(),
                                "to_address",
                                bob.address(),
                                "amount",
                                coins(1))))));
        accepted(Msg.of(
                "/cosmos.authz.v1beta1.MsgRevoke",
                Map.of(
                        "granter",
                        alice.address(),
                        "grantee",
                        bob.address(),
                        "msg_type_url",
                        "/cosmos.gov.v1.MsgVote")));
    }

    @Test
    void feegrant(Network network) {
        prepare(network);
        assumeTrue(chainName.equals("hub"), "only the hub has the module");
        Map<String, Object> basic = Map.of("spend_limit", coins(100), "expiration", "2100-01-01T00:00:00Z");
        Map<String, Object> periodic = Map.of(
                "@type",
                "/cosmos.feegrant.v1beta1.PeriodicAllowance",
                "basic",
                basic,
                "period",
                "3600s",
                "period_spend_limit",
                coins(10),
                "period_can_spend",
                coins(10),
                "period_reset",
                "2100-01-01T00:00:00Z");
        accepted(Msg.of(
                "/cosmos.feegrant.v1beta1.MsgGrantAllowance",
                Map.of(
                        "granter",
                        alice.address(),
                        "grantee",
                        bob.address(),
                        "allowance",
                        Map.of(
                                "@type",
                                "/cosmos.feegrant.v1beta1.AllowedMsgAllowance",
                                "allowance",
                                periodic,
                                "allowed_messages",
                                List.of("/cosmos.gov.v1.MsgVote")))));
        accepted(Msg.of(
                "/cosmos.feegrant.v1beta1.MsgRevokeAllowance",
                Map.of("granter", alice.address(), "grantee", bob.address())));
    }

    @Test
    void vesting(Network network) {
        prepare(network);
        accepted(Msg.of(
                "/cosmos.vesting.v1beta1.MsgCreateVestingAccount",
                Map.of(
                        "from_address",
                        alice.address(),
                        "to_address",
                        chain.newAccount().address(),
                        "amount",
                        coins(5),
                        "end_time",
                        4_102_444_800L,
                        "delayed",
                        true)));
    }

    @Test
    void ibcTransfer(Network network) {
        prepare(network);
        Chain other = network.chain(chainName.equals("hub") ? "zone" : "hub");
        accepted(Msg.of(
                "/ibc.applications.transfer.v1.MsgTransfer",
                Map.of(
                        "source_port",
                        "transfer",
                        "source_channel",
                        chain.channelTo(other).id(),
                        "token",
                        coin(9),
                        "sender",
                        alice.address(),
                        "receiver",
                        other.newAccount().address(),
                        "timeout_height",
                        Map.of(),
                        "timeout_timestamp",
                        Instant.now().plus(1, ChronoUnit.DAYS).toEpochMilli() * 1_000_000)));
    }

    private void prepare(Network network) {
        chain = network.chain(chainName);
        denom = chain.denom();
        alice = chain.fundedAccount("20000000" + denom);
        bob = chain.newAccount();
        JsonNode validators =
                chain.client().query("cosmos.staking.v1beta1.Query/Validators").path("validators");
        validator = validators.path(0).path("operator_address").asString();
        otherValidator = validators.path(1).path("operator_address").asString();
    }

    private TxResult accepted(Msg message) {
        PendingTx sent = chain.client()
                .tx(alice.key(), message)
                .signMode(mode)
                .memo("<" + mode + "> & \"é\"")
                .broadcast();
        assertThat(sent.tx().authInfo().signers())
                .extracting(SignerInfo::modeInfo)
                .containsExactly(new ModeInfo.Single(mode));
        TxResult result = sent.await();
        assertThat(result).succeeded();
        return result;
    }

    private Msg delegate(String name, int amount) {
        return Msg.of(
                "/cosmos.staking.v1beta1." + name,
                Map.of("delegator_address", alice.address(), "validator_address", validator, "amount", coin(amount)));
    }

    private Msg grant(Map<String, Object> authorization, String expiration) {
        return Msg.of(
                "/cosmos.authz.v1beta1.MsgGrant",
                Map.of(
                        "granter",
                        alice.address(),
                        "grantee",
                        bob.address(),
                        "grant",
                        Map.of("authorization", authorization, "expiration", expiration)));
    }

    private Map<String, String> coin(int amount) {
        return Map.of("denom", denom, "amount", Integer.toString(amount));
    }

    private List<Map<String, String>> coins(int amount) {
        return List.of(coin(amount));
    }
}
