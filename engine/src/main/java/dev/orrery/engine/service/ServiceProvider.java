package dev.orrery.engine.service;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Starts API services in this process; found by {@link java.util.ServiceLoader}. */
public interface ServiceProvider {
    /**
     * Starts one.
     *
     * @param listen port 0 takes any that is free
     * @param folder for all that it keeps, the operator's token included; made for its owner's eyes alone
     * @throws dev.orrery.base.HostException if the port is taken
     * @throws dev.orrery.base.InvalidInputException if other machines reach the address
     */
    NetworkService start(InetSocketAddress listen, Path folder);
}
