package dev.orrery.cli.query;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.input.JsonInput;
import dev.orrery.cli.options.OneChain;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.network.Chain;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "query",
        header = "Ask a chain anything that its modules answer.",
        description = {
            "",
            "Services, methods and fields are the chain's own: without SERVICE its services are listed, without METHOD"
                    + " what a service can be asked. A wrong name is told with the right one.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery query hub                                           what there is",
            "  orrery query hub cosmos.bank.v1beta1.Query                 its methods and their fields",
            "  orrery query hub cosmos.bank.v1beta1.Query/Balance '{\"address\": \"cosmos1…\", \"denom\": \"uatom\"}'",
            "  orrery query hub cosmos.staking.v1beta1.Query/Pool --height 10 --json | jq -r .pool.bonded_tokens",
        })
public final class QueryCommand implements Callable<Integer> {
    @Mixin
    private final OneChain on = new OneChain();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SERVICE[/METHOD]",
            description = "What to ask, for example cosmos.bank.v1beta1.Query/Balance.")
    private @Nullable String method;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "JSON",
            description = "The request's fields; @FILE reads a file, - standard input (default: {}).")
    private @Nullable String request;

    @Option(
            names = "--height",
            paramLabel = "N",
            description = "Ask for the state after this block (default: the newest). Nodes keep some of the past only.")
    private @Nullable Long height;

    private final Terminal terminal;

    public QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (height != null && height <= 0) {
            throw new InvalidInputException(Failure.doing("querying a chain")
                    .where("--height")
                    .expected("a number from 1")
                    .seen(String.valueOf(height))
                    .build());
        }
        JsonNode fields = request == null
                ? JsonNodeFactory.instance.objectNode()
                : JsonInput.read(terminal, "JSON", request).json();
        String asked = method;
        return on.use("querying a chain", chain -> {
            if (asked == null) {
                new ServiceCatalog(chain, terminal).printServices(on.json());
            } else if (asked.indexOf('/', 1) < 0 || asked.endsWith("/")) {
                new ServiceCatalog(chain, terminal).printService(asked.replace("/", ""), on.json());
            } else {
                answer(chain, asked, fields);
            }
            return ExitStatus.OK;
        });
    }

    private void answer(Chain chain, String asked, JsonNode fields) {
        JsonNode answer = height == null
                ? chain.client().query(asked, fields)
                : chain.client().queryAt(height, asked, fields);
        if (on.json()) {
            terminal.json(answer);
        } else {
            terminal.out().println(PrettyJson.of(answer));
        }
    }
}
