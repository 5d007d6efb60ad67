package dev.orrery.service;

import java.nio.file.Path;

/**
 * A certificate and its key, both PEM, as a certificate authority gives them.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key the private key, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
