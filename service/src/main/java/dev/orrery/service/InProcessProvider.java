package dev.orrery.service;

import dev.orrery.base.AtomicFiles;
import dev.orrery.engine.service.NetworkService;
import dev.orrery.engine.service.ServiceProvider;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Starts API services in the process that starts a network. */
public final class InProcessProvider implements ServiceProvider {
    @Override
    public NetworkService start(InetSocketAddress listen, Path folder) {
        AtomicFiles.folder(folder);
        ServiceOptions options = ServiceOptions.of(folder.resolve("store"), folder.resolve("token"));
        return new InProcess(ApiService.start(options.listeningOn(listen)), options.tokenFile());
    }
}
