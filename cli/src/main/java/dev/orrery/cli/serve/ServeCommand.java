package dev.orrery.cli.serve;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.options.ListenAddress;
import dev.orrery.cli.options.Shared;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.service.ApiService;
import dev.orrery.service.ServiceOptions;
import dev.orrery.service.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "serve",
        header = "Run the API service through which nodes share files and wait for one another.",
        description = {
            "",
            "Keeps everything in one folder, and goes on with what is there when it is started again. Who asks needs a"
                    + " token: the operator's is made if its file is not there. Ends with Ctrl-C.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  orrery serve --listen 127.0.0.1:8080 --store api --token-file api.token",
            "  curl -H \"Authorization: Bearer $$(cat api.token)\" http://127.0.0.1:8080/v1/openapi.json",
        })
public final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final Shared shared = new Shared();

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1:8080",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.class,
            description = "Where to listen; port 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "The folder for all that is kept.")
    private Path store = Path.of("");

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "The operator's token; made if the file is not there.")
    private Path tokenFile = Path.of("");

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Serve HTTPS with this certificate chain (PEM).")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key (PKCS #8, PEM).")
    private @Nullable Path key;

    private final Terminal terminal;
    private final StopSignal stop;

    public ServeCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        ServiceOptions options = ServiceOptions.of(store, tokenFile).listeningOn(listen);
        Optional<TlsFiles> tls = tls();
        try (ApiService service = ApiService.start(tls.map(options::withTls).orElse(options))) {
            if (shared.json) {
                terminal.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("url", service.url().toString())
                        .put("store", store.toString())
                        .put("token_file", tokenFile.toString()));
            } else {
                terminal.out().println("API service at " + service.url() + ", token in " + tokenFile);
                terminal.out().flush();
            }
            stop.await("serving the API");
        }
        return ExitStatus.OK;
    }

    private Optional<TlsFiles> tls() {
        if (certificate != null && key != null) {
            return Optional.of(new TlsFiles(certificate, key));
        }
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        throw new InvalidInputException(Failure.doing("reading the command line")
                .expected("--tls-certificate and --tls-key, or neither")
                .seen("one of the two")
                .build());
    }
}
