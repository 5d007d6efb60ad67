package dev.orrery.cli.faucet;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.options.RemoteApi;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.network.Chain;
import dev.orrery.network.Keyring;
import dev.orrery.network.json.TxJson;
import dev.orrery.service.client.NetworkApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "faucet",
        header = "Send coins to anybody, from the network's own account.",
        description = {"", "Returns when they are in a block. The faucet has plenty of every denom of genesis.", ""},
        footer = {
            "",
            "Examples:",
            "  orrery faucet hub cosmos1…                 10000000 of the chain's denom",
            "  orrery faucet hub carol 5uatom,7ufoo       an account of 'orrery keys list hub'",
        })
public final class FaucetCommand implements Callable<Integer> {
    private static final long USUAL_AMOUNT = 10_000_000;

    @Mixin
    private final OneChain on = new OneChain();

    @Mixin
    private final RemoteApi api = new RemoteApi();

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(30));

    @Parameters(index = "1", paramLabel = "ADDRESS|NAME", description = "Who gets them.")
    private String recipient = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "COINS",
            description = "What to send (default: 10000000 of the chain's denom).")
    private @Nullable String coins;

    private final Terminal terminal;

    public FaucetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (api.isMeant()) {
            return api.use(this::ask);
        }
        return on.use("sending coins from the faucet", chain -> {
            List<Coin> sent = coins == null ? List.of(Coin.of(USUAL_AMOUNT, chain.denom())) : Coin.parseList(coins);
            String address = address(chain);
            requireHeld(chain, sent);
            TxResult result = chain.faucet()
                    .sendCoins(sent.toArray(Coin[]::new))
                    .to(address)
                    .within(limit.duration())
                    .send();
            if (on.json()) {
                terminal.json(TxJson.ofFaucet(chain.name(), result, address, sent));
            } else {
                terminal.out()
                        .println(address + " has got " + Coin.toString(sent) + " in block " + result.height() + " of "
                                + chain.name());
            }
            return ExitStatus.OK;
        });
    }

    private static void requireHeld(Chain chain, List<Coin> wanted) {
        List<String> held = chain.client().balances(chain.faucet().address()).stream()
                .map(Coin::denom)
                .toList();
        for (Coin coin : wanted) {
            if (!held.contains(coin.denom())) {
                Failure.Builder failure = Failure.doing("sending coins from the faucet")
                        .where(chain.name())
                        .expected("coins that the faucet has: " + String.join(", ", held))
                        .seen(coin.toString());
                NearMiss.of(coin.denom(), held).ifPresent(near -> failure.hint("did you mean " + near + "?"));
                throw new InvalidInputException(failure.build());
            }
        }
    }

    /** Names have no {@code 1} after a prefix that the chain has; anything else is left to the check of addresses. */
    private String address(Chain chain) {
        return chain.keyring().find(recipient).map(Keyring.Entry::address).orElseGet(() -> {
            if (!recipient.startsWith(chain.prefix() + "1")) {
                return chain.account(recipient).address(); // says which names there are
            }
            dev.orrery.client.Bech32.decode(chain.prefix(), recipient);
            return recipient;
        });
    }

    private int ask(NetworkApi network) {
        JsonNode sent = network.faucet(on.chain(), recipient, Optional.ofNullable(coins), limit.deadline());
        if (on.json()) {
            terminal.json(sent);
        } else {
            String what = sent.path("coins").asString("");
            terminal.out()
                    .println(recipient + " has got " + what + " in block "
                            + sent.path("height").asLong() + " of " + on.chain());
        }
        return ExitStatus.OK;
    }
}
