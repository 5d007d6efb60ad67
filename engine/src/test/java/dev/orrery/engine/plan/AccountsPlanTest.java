package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Bech32;
import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.EthSecp256k1Key;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts of every kind, what people call denoms, and epochs, in genesis. */
class AccountsPlanTest {
    private static final String ADDRESS = "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4";

    @TempDir
    Path folder;

    @Test
    void vestingAccountsAreAsTheSdkHasThem() {
        JsonNode state = state(Plans.hub("""
            denom: uatom
                accounts:
                  team: { coins: "1000uatom,5ufoo", vesting: { coins: "900uatom,1ufoo", start: 1s, end: 30d } }
                  fund: { coins: 7uatom, vesting: { kind: delayed, end: 10s } }
                  lock: { coins: 7uatom, vesting: { kind: permanent } }
            """.stripTrailing()));

        long genesis = Plans.GENESIS_TIME.getEpochSecond();
        JsonNode team = account(state, "/cosmos.vesting.v1beta1.ContinuousVestingAccount");
        assertThat(team.path("start_time").asString()).isEqualTo(Long.toString(genesis + 1));
        assertThat(team.at("/base_vesting_account/end_time").asString())
                .isEqualTo(Long.toString(genesis + 30 * 24 * 3600));
        assertThat(team.at("/base_vesting_account/original_vesting").toString())
                .isEqualTo("[{\"denom\":\"uatom\",\"amount\":\"900\"},{\"denom\":\"ufoo\",\"amount\":\"1\"}]");
        JsonNode fund = account(state, "/cosmos.vesting.v1beta1.DelayedVestingAccount");
        assertThat(fund.at("/base_vesting_account/end_time").asString()).isEqualTo(Long.toString(genesis + 10));
        JsonNode lock = account(state, "/cosmos.vesting.v1beta1.PermanentLockedAccount");
        assertThat(lock.at("/base_vesting_account/end_time").asString()).isEqualTo("0");
    }

    @Test
    void accountsAndGentxsHaveTheKeysOfTheChain() {
        NetworkSpec spec = Plans.hub("""
            keys: eth_secp256k1
                keyType: /own.crypto.v1.PubKey
                accounts: { alice: 5ufoo }
            """.stripTrailing());
        AccountKey alice = Plans.layout(spec).chain("hub").accounts().getFirst().key();
        JsonNode state = state(spec);

        assertThat(alice).isInstanceOf(EthSecp256k1Key.class);
        assertThat(balance(state, alice.address("cosmos"))).contains("[{\"denom\":\"ufoo\",\"amount\":\"5\"}]");
        assertThat(state.at("/genutil/gen_txs/0/auth_info/signer_infos/0/public_key/@type")
                        .asString())
                .isEqualTo("/own.crypto.v1.PubKey");
    }

    @Test
    void anAccountOfAnotherIsItsAddress() {
        JsonNode state = state(Plans.hub("accounts: { dao: { coins: 5ufoo, address: " + ADDRESS + " } }"));

        assertThat(balance(state, ADDRESS)).contains("[{\"denom\":\"ufoo\",\"amount\":\"5\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "osmo19rl4cm2hmr8afy4kldpxz3fka4jguq0awl2c5e, cosmos1…",
        "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal5, checksum",
    })
    void anAddressOfAnotherChainOrWithAMistakeIsRefused(String address, String said) {
        NetworkSpec spec = Plans.hub("accounts: { dao: { coins: 5ufoo, address: " + address + " } }");

        assertThatThrownBy(() -> state(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chains.hub.accounts.dao.address")
                .hasMessageContaining(said);
    }

    @Test
    void anAddressThatOrreryMadeForAnAccountIsNotThatOfASecondOne() {
        String alice = state(Plans.hub("accounts: { alice: 7ufoo }"))
                .at("/bank/balances")
                .valueStream()
                .filter(balance -> balance.path("coins").toString().contains("ufoo"))
                .map(balance -> balance.path("address").asString())
                .findFirst()
                .orElseThrow();
        NetworkSpec spec = Plans.hub("accounts: { alice: 7ufoo, dao: { coins: 5ufoo, address: " + alice + " } }");

        assertThatThrownBy(() -> state(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chains.hub.accounts.dao.address")
                .hasMessageContaining("which Orrery made for alice");
    }

    @Test
    void manyAccountsAreWrittenAfterTheOthersAndCountInTheSupply() throws IOException {
        String lines = IntStream.range(0, 1000)
                .mapToObj(i -> address(i) + ",3ufoo,2ubar")
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("airdrop.csv"), lines + "\n" + ADDRESS + ",1ufoo\n");
        NetworkSpec spec = SpecReader.read(
                """
                version: 1
                name: net
                chains:
                  hub:
                    binary: { go: "%s@%s" }
                    denom: uatom
                    accounts: { dao: { coins: 5ufoo, address: %s } }
                    accountsFile: airdrop.csv
                """.formatted(Plans.V8.packagePath(), Plans.V8.version(), ADDRESS), "network.yaml", folder);

        JsonNode state = state(spec);

        assertThat(balance(state, address(999)))
                .contains("[{\"denom\":\"ubar\",\"amount\":\"2\"},{\"denom\":\"ufoo\",\"amount\":\"3\"}]");
        assertThat(balance(state, ADDRESS)).contains("[{\"denom\":\"ufoo\",\"amount\":\"6\"}]");
        assertThat(state.at("/bank/supply")
                        .valueStream()
                        .filter(coin -> coin.path("denom").asString().equals("ubar"))
                        .map(coin -> coin.path("amount").asString()))
                .containsExactly("2000");
        JsonNode accounts = state.at("/auth/accounts");
        assertThat(accounts.valueStream()
                        .map(account -> account.path("account_number").asString()))
                .containsExactlyElementsOf(IntStream.range(0, accounts.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(accounts.valueStream().map(account -> account.path("address").asString()))
                .doesNotHaveDuplicates()
                .contains(address(0), address(999), ADDRESS);
    }

    @Test
    void whatPeopleCallADenomTakesThePlaceOfWhatWasThere() {
        JsonNode metadata = state(Plans.hub("""
            denom: uatom
                genesis: { app_state: { bank: { denom_metadata: [{ base: uatom, name: Old }, { base: ufoo }] } } }
                denomMetadata: { uatom: { display: atom } }
            """.stripTrailing())).at("/bank/denom_metadata");

        assertThat(metadata.toString())
                .isEqualTo("[{\"base\":\"ufoo\"},{\"description\":\"Atom\",\"denom_units\":["
                        + "{\"denom\":\"uatom\",\"exponent\":0,\"aliases\":[]},"
                        + "{\"denom\":\"atom\",\"exponent\":6,\"aliases\":[]}],"
                        + "\"base\":\"uatom\",\"display\":\"atom\",\"name\":\"Atom\",\"symbol\":\"ATOM\"}]");
    }

    @Test
    void anEpochHasTheLengthThatTheFileSays() {
        String patch =
                "genesisPatch: []\n    genesis: { app_state: { gov: {} } }\n    params: { epochs: { dya: 30s } }";

        assertThatThrownBy(() -> state(Plans.hub(patch)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chains.hub.params.epochs.dya")
                .hasMessageContaining("a chain whose genesis has epochs.epochs");
    }

    private static JsonNode state(NetworkSpec spec) {
        ObjectNode genesis =
                Plans.json(Plans.plan(Plans.layout(spec)).get("hub").genesis());
        return genesis.get("app_state");
    }

    private static JsonNode account(JsonNode state, String type) {
        return state.at("/auth/accounts")
                .valueStream()
                .filter(account -> account.path("@type").asString("").equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> balance(JsonNode state, String address) {
        return state.at("/bank/balances")
                .valueStream()
                .filter(balance -> balance.path("address").asString("").equals(address))
                .map(balance -> balance.get("coins").toString())
                .findFirst();
    }

    private static String address(int number) {
        return Bech32.encode(
                "cosmos",
                BigInteger.ONE.shiftLeft(158).add(BigInteger.valueOf(number)).toByteArray());
    }
}
