package dev.orrery.client.amino;

import dev.orrery.client.Coin;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.TxBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What is signed in SIGN_MODE_LEGACY_AMINO_JSON (SDK: x/auth/migrations/legacytx; x/tx: signing/aminojson). */
public final class AminoSignDoc {
    private AminoSignDoc() {}

    /**
     * The bytes to sign.
     *
     * @param accountNumber the signer's number on the chain
     * @param sequence the signer's sequence
     * @throws dev.orrery.base.InvalidInputException if a message has no form in amino's JSON
     */
    public static byte[] bytes(
            AminoJson json, TxBody body, Fee fee, String chainId, long accountNumber, long sequence) {
        String messages = body.messages().stream().map(json::write).collect(Collectors.joining(",", "[", "]"));
        StringBuilder doc = new StringBuilder("{\"account_number\":\"")
                .append(Long.toUnsignedString(accountNumber))
                .append("\",\"chain_id\":")
                .append(GoJson.quote(chainId))
                .append(",\"fee\":")
                .append(fee(fee))
                .append(",\"memo\":")
                .append(GoJson.quote(body.memo()))
                .append(",\"msgs\":")
                .append(messages)
                .append(",\"sequence\":\"")
                .append(Long.toUnsignedString(sequence))
                .append('"');
        if (body.timeoutHeight() != 0) {
            doc.append(",\"timeout_height\":\"")
                    .append(Long.toUnsignedString(body.timeoutHeight()))
                    .append('"');
        }
        body.timeoutTimestamp()
                .ifPresent(time -> doc.append(",\"timeout_timestamp\":").append(timestamp(time)));
        if (body.unordered()) {
            doc.append(",\"unordered\":true");
        }
        return doc.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String fee(Fee fee) {
        StringBuilder json = new StringBuilder("{\"amount\":").append(coins(fee.amount()));
        json.append(",\"gas\":\"").append(Long.toUnsignedString(fee.gasLimit())).append('"');
        if (!fee.granter().isEmpty()) {
            json.append(",\"granter\":").append(GoJson.quote(fee.granter()));
        }
        if (!fee.payer().isEmpty()) {
            json.append(",\"payer\":").append(GoJson.quote(fee.payer()));
        }
        return json.append('}').toString();
    }

    private static String coins(List<Coin> coins) {
        return coins.stream()
                .map(coin -> "{\"amount\":\"" + coin.amount() + "\",\"denom\":" + GoJson.quote(coin.denom()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String timestamp(Instant time) {
        return AminoTime.timestamp(time.getEpochSecond(), time.getNano());
    }
}
