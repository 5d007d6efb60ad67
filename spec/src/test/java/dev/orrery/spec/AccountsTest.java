package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.GenesisEdits.Balance;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts of genesis beyond a name and coins, and the files beside a network file. */
class AccountsTest {
    private static final String ADDRESS = "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4";
    private static final String OTHER = "cosmos1" + "q".repeat(38);

    @TempDir
    Path folder;

    @Test
    void aMappingSaysMoreOfAnAccount() {
        ChainSpec chain = Specs.chain("""
            accounts:
              alice: 5uatom
              team: { coins: 1000uatom, vesting: { coins: 900uatom, start: 1d, end: 30d } }
              fund: { coins: 7uatom, vesting: { kind: delayed, end: 10s } }
              lock: { coins: 7uatom, vesting: { kind: permanent } }
              dao: { coins: 3uatom, address: %s }
            """.formatted(ADDRESS));

        assertThat(chain.accounts()).containsOnlyKeys("alice", "team", "fund", "lock", "dao");
        assertThat(chain.accounts().get("alice")).isEqualTo(AccountSpec.of(List.of(coin(5))));
        assertThat(chain.accounts().get("team").vesting())
                .contains(new VestingSpec(
                        VestingSpec.Kind.CONTINUOUS, List.of(coin(900)), Duration.ofDays(1), Duration.ofDays(30)));
        assertThat(chain.accounts().get("fund").vesting())
                .contains(new VestingSpec(
                        VestingSpec.Kind.DELAYED, List.of(coin(7)), Duration.ZERO, Duration.ofSeconds(10)));
        assertThat(chain.accounts().get("lock").vesting())
                .contains(new VestingSpec(VestingSpec.Kind.PERMANENT, List.of(coin(7)), Duration.ZERO, Duration.ZERO));
        assertThat(chain.accounts().get("dao").address()).contains(ADDRESS);
    }

    @Test
    void oneAddressIsNotThatOfTwoAccounts() {
        assertThatThrownBy(() -> Specs.chain("""
            accounts:
              dao: { coins: 3uatom, address: %s }
              fund: { coins: 4uatom, address: %s }
              other: { coins: 5uatom, address: %s }
            """.formatted(ADDRESS, ADDRESS, OTHER)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .contains("is the address of dao already; accounts must differ")
                                .contains("accounts.fund.address"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "accounts: { a: { address: x } } | the key `coins` is missing",
                "accounts: { a: { coins: 1uatom, vesting: {} } } | needs the key `end`: when all coins are free",
                "accounts: { a: { coins: 1uatom, vesting: { end: 1d, coins: 2uatom } } } | locks 2uatom, of which the"
                        + " account has 1",
                "accounts: { a: { coins: 1uatom, vesting: { start: 2d, end: 1d } } } | must be before `end`",
                "accounts: { a: { coins: 1uatom, vesting: { kind: permanent, end: 1d } } } | has no use where coins"
                        + " never get free",
                "accounts: { a: { coins: 1uatom, vesting: { kind: delayed, start: 1s, end: 1d } } } | goes with"
                        + " `kind: continuous` only",
                "accounts: { a: { coins: 1uatom, vesting: { kind: continous, end: 1d } } } | did you mean"
                        + " \"continuous\"?",
                "accounts: { a: { coins: 1uatom, address: 0xab } } | must be an address in Bech32",
                "denomMetadata: { uatom: { display: uatom } } | that has `decimals: 0`",
                "denomMetadata: { uatom: { display: atom, decimals: 0 } } | must be uatom itself",
                "params: { epochs: { day: 0s } } | must be a duration from 1ms to 36500d",
                "keyType: /own.v1.PubKey | goes with `keys: eth_secp256k1` only",
                "keyType: own | must be a protobuf type such as",
                "keys: ed25519 | must be secp256k1 or eth_secp256k1",
            })
    void whatIsWrongIsTold(String keys, String said) {
        assertThat(Specs.problems(Specs.SMALLEST + keys.indent(4)))
                .anySatisfy(problem -> assertThat(problem).contains(said));
    }

    @Test
    void namesAndEpochsHaveKeysOfTheirOwn() {
        GenesisEdits edits = Specs.chain("""
            denomMetadata: { uatom: { display: atom }, ufoo: { display: foo, decimals: 9, name: The Foo, symbol: F } }
            params: { epochs: { day: 30s, stride_epoch: 1m } }
            """).genesisEdits();

        assertThat(edits.metadata())
                .containsExactly(
                        new DenomMetadata("uatom", "atom", 6, "Atom", "ATOM"),
                        new DenomMetadata("ufoo", "foo", 9, "The Foo", "F"));
        assertThat(edits.epochs())
                .containsEntry("day", Duration.ofSeconds(30))
                .containsEntry("stride_epoch", Duration.ofMinutes(1));
    }

    @Test
    void manyAccountsStandInAFileOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("airdrop.csv"), """
            # address, coins
            %s,5uatom,7ufoo

            %s 6uatom
            """.formatted(ADDRESS, OTHER));

        assertThat(chain("accountsFile: airdrop.csv").genesisEdits().balances())
                .containsExactly(
                        new Balance(ADDRESS, List.of(coin(5), new CoinSpec(BigInteger.valueOf(7), "ufoo"))),
                        new Balance(OTHER, List.of(coin(6))));
    }

    @Test
    void everyMistakeInSuchAFileIsToldWithItsPlace() throws IOException {
        Path file = folder.resolve("airdrop.csv");
        Files.writeString(
                file, "cosmos1x,5uatom\n%1$s,5uatom\n%1$s,5uatom\n%2$s,  uatom\nnothing\n".formatted(ADDRESS, OTHER));

        assertThat(
                        catchThrowableOfType(InvalidInputException.class, () -> chain("accountsFile: airdrop.csv"))
                                .problems()
                                .stream()
                                .map(Object::toString))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith(file + ":1:1: must be an address in Bech32"),
                        problem -> assertThat(problem)
                                .startsWith(file + ":3:1: " + ADDRESS)
                                .contains("on line 2 already"),
                        problem ->
                                assertThat(problem).startsWith(file + ":4:" + (OTHER.length() + 4) + ": must be coins"),
                        problem -> assertThat(problem).startsWith(file + ":5:1: must be an address and its coins"));
    }

    @Test
    void operationsMayStandInAFileAsJsonOrYaml() throws IOException {
        Files.writeString(folder.resolve("patch.json"), """
            [{"op": "remove", "path": "/app_state/circuit"}]
            """);

        assertThat(chain("genesisPatchFile: patch.json\ngenesisPatch: [{ op: remove, path: /app_state/nft }]")
                        .genesisEdits()
                        .patch())
                .extracting(GenesisOperation::path)
                .containsExactly("/app_state/circuit", "/app_state/nft");
    }

    @Test
    void mistakesInAFileOfOperationsHaveTheirPlaceToo() throws IOException {
        Path file = folder.resolve("patch.json");
        Files.writeString(
                file, "[{\"op\": \"remov\", \"path\": \"/a\"},\n {\"op\": \"add\", \"path\": \"/chain_id\"}]");

        assertThat(
                        catchThrowableOfType(InvalidInputException.class, () -> chain("genesisPatchFile: patch.json"))
                                .problems()
                                .stream()
                                .map(Object::toString))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(file + ":1:9: [0].op: must be")
                        .contains("remove"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith(file + ":2:").contains("needs the key `value`"));
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        for (String key : List.of("accountsFile: nobody.csv", "genesisPatchFile: nothing.json")) {
            assertThatThrownBy(() -> chain(key))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("there is no such file");
        }
    }

    private ChainSpec chain(String keys) {
        return SpecReader.read(Specs.SMALLEST + keys.indent(4), "network.yaml", folder)
                .chains()
                .getFirst();
    }

    private static CoinSpec coin(long amount) {
        return new CoinSpec(BigInteger.valueOf(amount), "uatom");
    }

    @Test
    void keysAreOfOneAlgorithmAndHaveTheTypeThatTheChainGivesThem() {
        assertThat(Specs.chain("keys: eth_secp256k1").keys())
                .isEqualTo(new AccountKeys(KeyAlgorithm.ETH_SECP256K1, "/ethermint.crypto.v1.ethsecp256k1.PubKey"));
        assertThat(Specs.chain("keys: eth_secp256k1\nkeyType: /own.crypto.v1.PubKey")
                        .keys()
                        .typeUrl())
                .isEqualTo("/own.crypto.v1.PubKey");
        assertThat(Specs.chain("denom: uatom").keys()).isEqualTo(AccountKeys.SECP256K1);
    }
}
