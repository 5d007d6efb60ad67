package dev.orrery.tests.txs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.amino.AminoJson;
import dev.orrery.client.amino.AminoSignDoc;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.tx.AuthInfo;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.ModeInfo;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.tx.SignerInfo;
import dev.orrery.client.tx.TxBody;
import dev.orrery.client.wire.Any;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CosmJS makes the same bytes of the same mnemonic and the same transaction, signature included, in both sign modes. What
 * it makes was written down by {@code src/test/cosmjs/vectors.mjs}, which makes it anew; messages are encoded by what the
 * chains say of them.
 */
@NetworkTest("generations.yaml")
class CosmJsWitnessTest {
    @ParameterizedTest
    @CsvSource({"hub, DIRECT", "hub, LEGACY_AMINO_JSON", "zone, DIRECT", "zone, LEGACY_AMINO_JSON"})
    void makesTheSameBytes(String chain, SignMode mode, Network network) throws IOException {
        ChainClient client = network.chain(chain).client();
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();

        for (JsonNode vector : vectors(mode)) {
            ours.add(vector.path("name").asString() + ": " + signed(client, vector, mode));
            theirs.add(vector.path("name").asString() + ": " + vector.path("tx").asString());
        }

        assertThat(ours).hasSize(10).containsExactlyElementsOf(theirs);
    }

    private static String signed(ChainClient client, JsonNode vector, SignMode mode) {
        Secp256k1Key key = Secp256k1Key.fromMnemonic(
                Mnemonic.parse(vector.path("mnemonic").asString()),
                HdPath.parse(vector.path("path").asString()));
        assertThat(key.address("cosmos")).isEqualTo(vector.path("address").asString());
        List<Any> messages = vector.path("messages")
                .valueStream()
                .map(message -> client.encode(Msg.of(message.path("type").asString(), message.path("value"))))
                .toList();
        TxBody body = new TxBody(
                messages,
                vector.path("memo").asString(),
                Long.parseLong(vector.path("timeoutHeight").asString()));
        Fee fee = fee(vector.path("fee"));
        long number = vector.path("accountNumber").asLong();
        long sequence = vector.path("sequence").asLong();
        String chainId = vector.path("chainId").asString();
        AuthInfo auth = new AuthInfo(
                List.of(new SignerInfo(key.publicKey(), ModeInfo.of(key.publicKey(), mode), sequence)), fee);
        byte[] document = mode == SignMode.DIRECT
                ? SignedTx.signBytes(body, auth, chainId, number)
                : AminoSignDoc.bytes(new AminoJson(client.descriptors()), body, fee, chainId, number, sequence);
        SignedTx tx = SignedTx.of(body, auth, List.of(key.sign(document)));
        return Base64.getEncoder().encodeToString(tx.bytes());
    }

    private static Fee fee(JsonNode fee) {
        List<Coin> amount = fee.path("amount")
                .valueStream()
                .map(coin -> Coin.parse(
                        coin.path("amount").asString() + coin.path("denom").asString()))
                .toList();
        return new Fee(
                amount,
                Long.parseLong(fee.path("gas").asString()),
                fee.path("payer").asString(""),
                fee.path("granter").asString(""));
    }

    private static List<JsonNode> vectors(SignMode mode) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                CosmJsWitnessTest.class.getResourceAsStream("/cosmjs-vectors.json"), "cosmjs-vectors.json")) {
            Stream<JsonNode> all =
                    JsonMapper.shared().readTree(in).path("vectors").valueStream();
            return all.filter(vector -> vector.path("mode").asString().equals(mode.name()))
                    .toList();
        }
    }
}
