package dev.orrery.cli.tx;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.input.JsonInput;
import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.options.TimeLimit;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.Msg;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.json.TxJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tx",
        header = "Sign any message, send it, and wait until it is in a block.",
        description = {
            "",
            "A message is JSON with its full name as \"@type\", and its fields as the chain's own protobuf definitions"
                    + " have them; a wrong name is told before anything is sent, with the right one. An array of"
                    + " messages goes as one transaction. Gas is simulated and paid at the node's minimum price,"
                    + " unless told otherwise.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery tx hub --from alice '{\"@type\": \"/cosmos.bank.v1beta1.MsgSend\",",
            "      \"from_address\": \"cosmos1…\", \"to_address\": \"cosmos1…\",",
            "      \"amount\": [{\"denom\": \"uatom\", \"amount\": \"5\"}]}'",
            "  orrery tx hub --from alice @messages.json --memo hello",
            "  orrery tx hub --from val1 - --dry-run < vote.json",
        })
public final class TxCommand implements Callable<Integer> {
    private static final String DOING = "sending a transaction";

    @Mixin
    private final OneChain on = new OneChain();

    @Parameters(
            index = "1",
            paramLabel = "JSON",
            description = "A message or an array of messages; @FILE reads a file, - standard input.")
    private String messages = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "NAME|ADDRESS",
            description = "Who signs: an account of 'orrery keys list CHAIN'.")
    private String from = "";

    @Option(names = "--memo", paramLabel = "TEXT", description = "A note that everybody can read.")
    private @Nullable String memo;

    @Option(names = "--gas", paramLabel = "N", description = "The gas limit; else it is simulated.")
    private @Nullable Long gas;

    @Option(
            names = "--gas-margin",
            paramLabel = "FACTOR",
            description = "By what the simulated gas is multiplied (default: 1.3).")
    private @Nullable Double gasMargin;

    @Option(
            names = "--fees",
            paramLabel = "COINS",
            description = "What to pay, for example 5000uatom; else the gas limit at the chain's gas price.")
    private @Nullable String fees;

    @Mixin
    private final TimeLimit limit = new TimeLimit(Duration.ofSeconds(30));

    @Option(names = "--dry-run", description = "Show what would be sent, and the gas that it would use. Sends nothing.")
    private boolean dryRun;

    private final Terminal terminal;

    public TxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (gas != null && (gas <= 0 || gasMargin != null)) {
            throw new InvalidInputException(Failure.doing(DOING)
                    .where("--gas " + gas)
                    .expected(gas <= 0 ? "a number from 1" : "--gas or --gas-margin")
                    .seen(gas <= 0 ? String.valueOf(gas) : "both")
                    .build());
        }
        List<Msg> read = TxMessages.of(JsonInput.read(terminal, "JSON", messages));
        return on.use(DOING, chain -> {
            Account signer = chain.account(from);
            TxRequest request = request(chain, signer, read);
            if (dryRun) {
                show(DryRun.of(chain, signer, request));
            } else {
                show(chain, request.send());
            }
            return ExitStatus.OK;
        });
    }

    private void show(DryRun run) {
        if (on.json()) {
            terminal.json(run.toJson());
        } else {
            run.print(terminal);
        }
    }

    private void show(Chain chain, TxResult result) {
        if (on.json()) {
            terminal.json(TxJson.of(chain.name(), result));
        } else {
            TxView.print(terminal, chain.name(), result);
        }
    }

    private TxRequest request(Chain chain, Account signer, List<Msg> read) {
        TxRequest request = chain.client().tx(signer.key(), read).within(limit.duration());
        if (memo != null) {
            request = request.memo(memo);
        }
        if (gas != null) {
            request = request.gas(gas);
        }
        if (gasMargin != null) {
            request = request.gasMargin(gasMargin);
        }
        if (fees != null) {
            request = request.fee(Coin.parseList(fees).toArray(Coin[]::new));
        }
        return request;
    }
}
