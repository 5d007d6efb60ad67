package dev.orrery.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.Orrery;
import dev.orrery.network.Account;
import dev.orrery.network.Network;
import dev.orrery.tests.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import tools.jackson.databind.JsonNode;

/** What a shell does with the chain {@code hub} of a network that runs: keys, coins, queries, transactions. */
record ChainFromTheShell(Cli cli) {
    private static final String BALANCE = "cosmos.bank.v1beta1.Query/Balance";
    private static final String WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    void isUsed() throws Exception {
        JsonNode carol = keysAreKept();
        keysComeAndGo();
        theFaucetPays(carol.path("address").asString());
        queriesAreAnswered(carol.path("address").asString());
        whatThereIsToAskIsListed();
        anyMessageIsSent(carol.path("address").asString());
        mistakesAreToldWithTheRightName();
        theBinaryRunsBesideItsNode();
    }

    private void theBinaryRunsBesideItsNode() throws Exception {
        Result status = inAProcess("exec", "hub/val2", "--", "status");
        assertThat(status.out()).contains("\"network\":\"hub-1\"");
        assertThat(inAProcess("exec", "hub/val1", "--", "comet", "show-node-id")
                        .out()
                        .strip())
                .matches("[0-9a-f]{40}");
        Result unknown = cli.run("exec", "hub/val1", "--", "no-such-command");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("unknown command", "no-such-command");
        assertThat(cli.run("exec", "hub/vla1", "--", "status").err())
                .contains("val1")
                .doesNotContain("\tat ");
    }

    /** The program of the chain writes to the streams of the process that it runs in. */
    private Result inAProcess(String... args) throws IOException, InterruptedException {
        return succeeded(cli.run(args), args);
    }

    private JsonNode keysAreKept() throws Exception {
        JsonNode carol = ok("keys", "new", "hub", "carol", "--json").json();
        assertThat(carol.path("name").asString()).isEqualTo("carol");
        assertThat(carol.toString()).doesNotContain("mnemonic", "privateKey");
        Path file = cli.folder().resolve(".orrery/cli/hub/keys/carol.json");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        assertThat(ok("keys", "show", "hub", "carol", "--address").out().strip())
                .isEqualTo(carol.path("address").asString());
        assertThat(ok("keys", "list", "hub").out()).contains("alice", "faucet", "val1", "val2", "carol");
        assertThat(cli.inside("keys", "new", "hub", "carol").err()).contains("choose another name");

        try (Network attached = Network.attach(Orrery.find(cli.folder().resolve(".orrery/cli"), "process")
                .orElseThrow()
                .description()
                .orElseThrow())) {
            Account found = attached.chain("hub").account("carol");
            assertThat(found.address()).isEqualTo(carol.path("address").asString());
        }
        return carol;
    }

    private void keysComeAndGo() throws Exception {
        Result imported = cli.insideReading(WORDS + "\n", "keys", "import", "hub", "dave");
        assertThat(imported.status()).as(imported.err()).isZero();
        assertThat(imported.out() + imported.err()).doesNotContain("legal", "yellow");
        assertThat(ok("keys", "export", "hub", "dave").out().strip()).isEqualTo(WORDS);

        String hex = ok("keys", "export", "hub", "dave", "--private-key").out().strip();
        assertThat(hex).hasSize(64);
        Result elsewhere = cli.insideReading(hex, "keys", "import", "zone", "dave", "--json");
        assertThat(elsewhere.json().path("address").asString())
                .isEqualTo(ok("keys", "show", "hub", "dave", "--json")
                        .json()
                        .path("address")
                        .asString());

        Path secret = Files.writeString(cli.folder().resolve("passphrase.txt"), "correct horse\n");
        Path other = Files.writeString(cli.folder().resolve("other.txt"), "battery staple\n");
        String carol =
                ok("keys", "export", "hub", "carol", "--private-key").out().strip();
        String armor = ok("keys", "export", "hub", "carol", "--passphrase-file", secret.toString())
                .out();
        assertThat(armor).startsWith("-----BEGIN TENDERMINT PRIVATE KEY-----").doesNotContain(carol);
        assertThat(cli.insideReading(armor, "keys", "import", "zone", "frank").err())
                .contains("--passphrase-file");
        assertThat(cli.insideReading(armor, "keys", "import", "zone", "frank", "--passphrase-file", other.toString())
                        .status())
                .isEqualTo(2);
        Result opened =
                cli.insideReading(armor, "keys", "import", "zone", "frank", "--passphrase-file", secret.toString());
        assertThat(opened.status()).as(opened.err()).isZero();
        assertThat(ok("keys", "export", "zone", "frank").out().strip()).isEqualTo(carol);

        Result wrong = cli.insideReading("legal winner", "keys", "import", "hub", "erin");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("12, 15, 18, 21 or 24 words").doesNotContain("legal");
    }

    private void theFaucetPays(String carol) throws Exception {
        JsonNode usual = ok("faucet", "hub", "carol", "--json").json();
        assertThat(usual.path("address").asString()).isEqualTo(carol);
        assertThat(usual.path("coins").asString()).isEqualTo("10000000uatom");
        assertThat(ok("faucet", "hub", carol, "7uatom").out()).contains(carol + " has got 7uatom in block ");
        assertThat(cli.inside("faucet", "hub", carol, "7uatmo").err()).contains("did you mean uatom?");
        assertThat(cli.inside("faucet", "hub", "caroll").err()).contains("did you mean \"carol\"?");
        String mistyped = carol.substring(0, carol.length() - 1) + (carol.endsWith("q") ? "p" : "q");
        assertThat(cli.inside("faucet", "hub", mistyped).status()).isEqualTo(2);
    }

    private void queriesAreAnswered(String carol) throws Exception {
        String request = "{\"address\": \"" + carol + "\", \"denom\": \"uatom\"}";

        assertThat(ok("query", "hub", BALANCE, request).out()).contains("\"amount\": \"10000007\"");
        assertThat(amount(ok("query", "hub", BALANCE, request, "--json").json()))
                .isEqualTo("10000007");
        assertThat(amount(ok("query", "hub", BALANCE, request, "--json", "--height", "1")
                        .json()))
                .isEqualTo("0");
        assertThat(amount(cli.insideReading(request, "query", "hub", BALANCE, "-", "--json")
                        .json()))
                .isEqualTo("10000007");
    }

    private void whatThereIsToAskIsListed() throws Exception {
        JsonNode services = ok("query", "hub", "--json").json().path("services");
        assertThat(services.valueStream().map(service -> service.path("name").asString()))
                .contains("cosmos.bank.v1beta1.Query", "ibc.core.channel.v1.Query")
                .doesNotContain("cosmos.bank.v1beta1.Msg")
                .noneMatch(name -> name.startsWith("google."));
        assertThat(cli.inside("query", "hub", "bank").err())
                .contains("write its full name: ", "cosmos.bank.v1beta1.Query");
        assertThat(ok("query", "hub", "cosmos.bank.v1beta1.Query").out())
                .containsPattern("Balance +address: string, denom: string");
    }

    private void anyMessageIsSent(String carol) throws Exception {
        String alice = ok("keys", "show", "hub", "alice", "--address").out().strip();
        String send = """
            {"@type": "/cosmos.bank.v1beta1.MsgSend", "from_address": "%s", "to_address": "%s",
             "amount": [{"denom": "uatom", "amount": "5"}]}
            """.formatted(carol, alice);
        Path file = Files.writeString(cli.folder().resolve("messages.json"), "[" + send + "," + send + "]");

        JsonNode dry =
                ok("tx", "hub", "--from", "carol", send, "--dry-run", "--json").json();
        assertThat(dry.path("sequence").asLong()).isZero();
        assertThat(dry.path("gasWanted").asLong())
                .isGreaterThan(dry.path("gasUsed").asLong());
        assertThat(dry.path("messages").get(0).path("to_address").asString()).isEqualTo(alice);
        assertThat(ok("tx", "hub", "--from", "carol", send, "--dry-run").out()).contains("not sent", "sequence 0");

        JsonNode sent = ok("tx", "hub", "--from", "carol", send, "--memo", "hello", "--json")
                .json();
        assertThat(sent.path("code").asInt()).isZero();
        assertThat(sent.path("height").asLong()).isPositive();
        assertThat(sent.path("events").toString()).contains("5uatom", alice);
        assertThat(ok("tx", "hub", "--from", carol, "@" + file, "--gas", "200000", "--fees", "5000uatom")
                        .out())
                .contains("included  in block ", "of 200000", "fee       5000uatom");
        assertThat(cli.insideReading(send, "tx", "hub", "--from", "alice", "-").err())
                .contains("failed while sending MsgSend from " + alice);
        Files.delete(file);
    }

    private void mistakesAreToldWithTheRightName() throws Exception {
        refused("did you mean \"hub\"?", "query", "hbu");
        refused("did you mean \"cosmos.bank.v1beta1.Query\"?", "query", "hub", "cosmos.bank.v1beta1.Qeury");
        refused("did you mean \"Balance\"?", "query", "hub", "cosmos.bank.v1beta1.Query/Balanec");
        refused("did you mean \"address\"", "query", "hub", BALANCE, "{\"adress\": \"x\"}");
        refused("did you mean \"alice\"?", "tx", "hub", "--from", "alcie", "{\"@type\": \"/a.B\"}");
        refused(
                "did you mean \"cosmos.bank.v1beta1.MsgSend\"?",
                "tx",
                "hub",
                "--from",
                "alice",
                "{\"@type\": \"/cosmos.bank.v1beta1.MsgSned\"}");
    }

    private void refused(String hint, String... args) throws Exception {
        Result result = cli.inside(args);
        assertThat(result.err()).contains(hint).doesNotContain("\tat ");
        assertThat(result.status()).isEqualTo(2);
    }

    private Result ok(String... args) {
        return succeeded(cli.inside(args), args);
    }

    private static Result succeeded(Result result, String... args) {
        assertThat(result.status())
                .as(String.join(" ", args) + ": " + result.err() + result.out())
                .isZero();
        return result;
    }

    private static String amount(JsonNode answer) {
        return answer.path("balance").path("amount").asString();
    }
}
