package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.wire.ProtoReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a chain writes decimals in amino's JSON as they travel. It does where its program was built with a
 * {@code cosmossdk.io/x/tx} before 0.13.6 (changelog: 21825), which nothing but the versions of its parts tells.
 */
final class BareDecimals {
    private static final String METHOD = "cosmos.base.tendermint.v1beta1.Service/GetNodeInfo";
    private static final String MODULE = "cosmossdk.io/x/tx";
    private static final Pattern VERSION = Pattern.compile("v0\\.(\\d{1,4})\\.(\\d{1,4}).*");
    private static final int MINOR = 13;
    private static final int PATCH = 6;

    private BareDecimals() {}

    /** Asks a node; one that does not tell is taken for one of those that write them with their point. */
    static boolean at(QueryTransport node, Deadline deadline) {
        byte[] answer;
        try {
            answer = node.call(METHOD, new byte[0], deadline);
        } catch (UnreachableException e) {
            throw e;
        } catch (ChainException e) {
            return false;
        }
        // GetNodeInfoResponse.application_version.build_deps: path, version
        return ProtoReader.of(answer).message(2).repeated(7).stream()
                .map(ProtoReader::of)
                .anyMatch(module -> module.string(1).equals(MODULE) && isOld(module.string(2)));
    }

    static boolean isOld(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return false;
        }
        int minor = Integer.parseInt(parts.group(1));
        return minor < MINOR || (minor == MINOR && Integer.parseInt(parts.group(2)) < PATCH);
    }
}
