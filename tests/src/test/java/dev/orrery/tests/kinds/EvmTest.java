package dev.orrery.tests.kinds;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.GasPrice;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.ArmoredKey;
import dev.orrery.client.keys.EthSecp256k1Key;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.KeyFormat;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.Node;
import dev.orrery.network.RelayPath;
import dev.orrery.spec.BinarySpec;
import dev.orrery.tests.txs.ProgramKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real chain with an EVM, whose accounts have Ethereum's keys: two validators of genesis and one that a transaction made,
 * connected with a chain of the usual kind. Its program is built with cgo, which takes about ten minutes the first time.
 */
@Tag("full")
@NetworkTest("evm.yaml")
class EvmTest {
    private static final Coin ONE = Coin.parse("1000000000000000000aatom");
    /** Of the chain whose gas is dear, from its genesis on. */
    private static final BigInteger LEAST_PRICE = BigInteger.valueOf(5_000_000_000L);

    private static final BinarySpec PROGRAM = new BinarySpec.GoModule("github.com/cosmos/evm/cmd/evmd", "v0.2.0", true);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PASSPHRASE = "correct horse";

    @Test
    void anAddressIsTheEndOfAHashOfKeccak(@ChainName("evm") Chain evm) {
        Account alice = evm.account("alice");

        assertThat(alice.key())
                .isInstanceOfSatisfying(
                        EthSecp256k1Key.class,
                        key -> assertThat(key.hexAddress().substring(2))
                                .isEqualToIgnoringCase(
                                        HexFormat.of().formatHex(Bech32.decode("cosmos", alice.address()))));
        assertThat(alice).hasBalance(Coin.parse("5000000000000000000aatom"));
    }

    @ParameterizedTest
    @EnumSource(
            value = SignMode.class,
            names = {"DIRECT", "LEGACY_AMINO_JSON"})
    void coinsAreSentAndTheChainKeepsTheKeyUnderItsOwnType(SignMode mode, @ChainName("evm") Chain evm) {
        Account sender = evm.fundedAccount(ONE.times(2));
        Account receiver = evm.newAccount();

        TxResult result = sender.sendCoins(ONE).to(receiver).signMode(mode).send();

        assertThat(result.gasUsed()).isPositive().isLessThanOrEqualTo(result.gasWanted());
        assertThat(receiver).hasBalance(ONE);
        assertThat(evm.client()
                        .query("cosmos.auth.v1beta1.Query/Account", Map.of("address", sender.address()))
                        .at("/account/pub_key/@type")
                        .asString())
                .isEqualTo(KeyFormat.COSMOS_EVM.typeUrl());
    }

    @Test
    void itsValidatorsAreThoseOfGenesisAndTheOneThatATransactionMade(@ChainName("evm") Chain evm) {
        List<String> operators = evm.nodes().stream()
                .map(Node::operator)
                .map(operator -> Staking.operatorAddress(operator.address()))
                .toList();

        assertThat(evm.client().staking().validators())
                .hasSize(3)
                .allMatch(Validator::isBonded)
                .extracting(Validator::operatorAddress)
                .containsExactlyInAnyOrderElementsOf(operators);
    }

    /** As a wallet of Ethereum does: each node has ports of its own for that, which are told. */
    @Test
    void everyNodeServesTheClientsOfEthereum(@ChainName("evm") Chain evm, @ChainName("hub") Chain hub)
            throws Exception {
        List<String> urls = evm.nodes().stream()
                .flatMap(node -> node.endpoints().jsonRpc().stream())
                .toList();

        assertThat(urls).hasSize(3).doesNotHaveDuplicates();
        for (String url : urls) {
            JsonNode number = ethereum(url, "eth_blockNumber");
            assertThat(Long.decode(number.asString())).isPositive();
            assertThat(Long.decode(ethereum(url, "eth_chainId").asString())).isEqualTo(9001);
        }
        assertThat(hub.nodes().getFirst().endpoints().jsonRpc()).isEmpty();
    }

    private static JsonNode ethereum(String url, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .timeout(LONG)
                .POST(BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[]}".formatted(method)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(client.send(request, BodyHandlers.ofString()).body())
                    .required("result");
        }
    }

    @Test
    void coinsAreDelegated(@ChainName("evm") Chain evm) {
        Account delegator = evm.fundedAccount(ONE.times(2));
        String validator = Staking.operatorAddress(evm.node("val1").operator().address());

        evm.client()
                .tx(delegator.key(), Staking.delegate(delegator.address(), validator, ONE))
                .send();

        assertThat(evm.client()
                        .staking()
                        .delegation(delegator.address(), validator)
                        .balance())
                .isEqualTo(ONE);
    }

    /** The node's own minimum is a fifth of what the market of this chain asks for at least. */
    @Test
    void gasCostsWhatTheFeeMarketSays(@ChainName("dear") Chain dear) {
        Account sender = dear.fundedAccount("1000000000000000000atest");
        TxRequest sending = sender.sendCoins("1atest").to(dear.newAccount());

        TxResult paid = sending.send();

        assertThat(paid.fee().getFirst().amount())
                .isGreaterThanOrEqualTo(BigInteger.valueOf(paid.gasWanted()).multiply(LEAST_PRICE));
        assertThat(sending.gasPrice(new GasPrice(dear.description().gasPrice(), "atest"))
                        .expectFailure())
                .hasMessageContaining("fee");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evm-hub", "by-hermes"})
    void coinsGoToAChainOfTheUsualKindAndOthersComeBack(String name, Network network) {
        RelayPath path = network.path(name);
        for (Chain from : List.of(path.a(), path.b())) {
            Channel channel = path.channels(from).getFirst();
            Coin coin = Coin.parse("1000" + from.denom());
            Account sender = from.fundedAccount(from.denom().equals("aatom") ? ONE : Coin.parse("1000000uatom"));
            Account receiver = channel.counterparty().chain().newAccount();

            sender.transfer(coin).over(channel).to(receiver).send().awaitAcknowledged(Deadline.after(LONG));

            assertThat(receiver).hasBalance(channel.voucher(coin));
        }
    }

    @Test
    void theKeyringKeepsKeysOfTheChainsKind(@ChainName("evm") Chain evm) {
        Mnemonic words = Mnemonic.generate();
        Account kept = evm.keyring().add("kept", words);
        byte[] secret = AccountKey.fromMnemonic(Mnemonic.generate(), HdPath.ofCoinType(60), KeyFormat.COSMOS_EVM)
                .privateKey();

        Account byItself = evm.keyring().add("by-itself", AccountKey.fromPrivateKey(secret, KeyFormat.COSMOS_EVM));

        assertThat(kept.key())
                .extracting(AccountKey::publicKey)
                .isEqualTo(EthSecp256k1Key.fromMnemonic(words, "", HdPath.ofCoinType(60), KeyFormat.COSMOS_EVM)
                        .publicKey());
        assertThat(evm.account("by-itself").key().publicKey())
                .isEqualTo(byItself.key().publicKey());
        assertThatThrownBy(() -> evm.keyring().add("other", Secp256k1Key.fromPrivateKey(secret)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(KeyFormat.COSMOS_EVM.typeUrl());
    }

    @Test
    void theChainsOwnToolsTakeAndGiveSuchKeys(@ChainName("evm") Chain evm, @TempDir Path home) throws Exception {
        Account account = evm.newAccount();
        Path file = Files.writeString(
                home.resolve("key.asc"), ArmoredKey.encrypt(account.key(), PASSPHRASE, ArmoredKey.Kdf.BCRYPT));

        keys(home, PASSPHRASE + "\n", "import", "mine", file.toString());
        String armored = keys(home, PASSPHRASE + "\n" + PASSPHRASE + "\n", "export", "mine");

        assertThat(keys(home, "", "show", "mine", "--address")).contains(account.address());
        assertThat(ArmoredKey.decrypt(armored.substring(armored.indexOf("-----BEGIN")), PASSPHRASE)
                        .publicKey())
                .isEqualTo(account.key().publicKey());
    }

    private static String keys(Path home, String input, String... arguments) throws IOException, InterruptedException {
        Path program = new Binaries(OrreryCache.standard())
                .get(PROGRAM, BuildProgress.SILENT)
                .executable();
        return new ProgramKeys(program, home).run(input, arguments);
    }
}
