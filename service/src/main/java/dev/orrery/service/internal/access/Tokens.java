package dev.orrery.service.internal.access;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import dev.orrery.service.internal.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens that are valid. The operator's is kept in a file of its own, for the operator to read; of nodes' tokens only
 * their SHA-256 is kept, so that nobody who reads the store can act as a node. Thread-safe.
 */
public final class Tokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RANDOM_BYTES = 32;
    private static final int LEAST_LENGTH = 32;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final ReentrantLock lock = new ReentrantLock();
    private final SecureRandom random = new SecureRandom();
    private final Path operatorFile;
    private final Path nodesFile;
    private byte[] operator;

    /** Hashes by {@code chain/node}. */
    private final Map<String, byte[]> nodes = new TreeMap<>();

    private Tokens(Path operatorFile, Path nodesFile, byte[] operator) {
        this.operatorFile = operatorFile;
        this.nodesFile = nodesFile;
        this.operator = operator;
    }

    /**
     * Reads what is there, and makes an operator's token if there is none.
     *
     * @throws InvalidInputException if the operator's token is too short to be safe
     */
    public static Tokens open(Path operatorFile, Path nodesFile) {
        Tokens tokens = new Tokens(operatorFile, nodesFile, new byte[0]);
        if (!Files.exists(operatorFile)) {
            tokens.rotateOperator();
        } else {
            String token = read(operatorFile).strip();
            if (token.length() < LEAST_LENGTH) {
                throw new InvalidInputException(Failure.doing("reading the operator's token")
                        .where(operatorFile.toString())
                        .expected("at least " + LEAST_LENGTH + " characters")
                        .seen("too few characters: " + token.length())
                        .hint("delete the file: a token is made then")
                        .build());
            }
            tokens.operator = hash(token);
        }
        tokens.readNodes(nodesFile);
        return tokens;
    }

    /**
     * Takes over tokens that were made elsewhere, until they are revoked.
     *
     * @param file the SHA-256 of each, in hexadecimal, by {@code chain/node}
     */
    public void take(Path file) {
        lock.lock();
        try {
            readNodes(file);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Who sends this header; empty for nobody we know. Takes as long for one that is nearly right as for any other.
     *
     * @param authorization the header {@code Authorization}, if there is one
     */
    public Optional<Principal> authenticate(@Nullable String authorization) {
        Optional<byte[]> token = token(authorization).map(Tokens::hash);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        byte[] given = token.get();
        lock.lock();
        try {
            Optional<Principal> found =
                    MessageDigest.isEqual(given, operator) ? Optional.of(new Principal.Operator()) : Optional.empty();
            for (Map.Entry<String, byte[]> known : nodes.entrySet()) {
                if (MessageDigest.isEqual(given, known.getValue())) {
                    found = Optional.of(node(known.getKey()));
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** {@code Bearer TOKEN}; or, for clients that can do no other, {@code Basic} with the token as the password. */
    private static Optional<String> token(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                byte[] decoded = Base64.getDecoder()
                        .decode(authorization.substring(BASIC.length()).strip());
                String userAndPassword = new String(decoded, StandardCharsets.UTF_8);
                return Optional.of(userAndPassword.substring(userAndPassword.indexOf(':') + 1));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Makes a new token for the operator; the one before is void from now on. */
    public String rotateOperator() {
        lock.lock();
        try {
            String token = fresh();
            Durable.write(operatorFile, (token + "\n").getBytes(StandardCharsets.UTF_8));
            operator = hash(token);
            return token;
        } finally {
            lock.unlock();
        }
    }

    /** Makes a token for a node; one that it had before is void from now on. */
    public String issue(Principal.Node node) {
        lock.lock();
        try {
            String token = fresh();
            Map<String, byte[]> changed = new TreeMap<>(nodes);
            changed.put(node.label(), hash(token));
            replaceNodes(changed);
            return token;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the node's token void; whether there was one. */
    public boolean revoke(Principal.Node node) {
        lock.lock();
        try {
            Map<String, byte[]> changed = new TreeMap<>(nodes);
            boolean was = changed.remove(node.label()) != null;
            if (was) {
                replaceNodes(changed);
            }
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** The nodes that have a token, as {@code chain/node}. */
    public SortedSet<String> nodes() {
        lock.lock();
        try {
            return new TreeSet<>(nodes.keySet());
        } finally {
            lock.unlock();
        }
    }

    private String fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "orrery_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void readNodes(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(read(file)).properties()) {
            nodes.put(entry.getKey(), HexFormat.of().parseHex(entry.getValue().asString()));
        }
    }

    /** On the disk first: what could not be written has not happened. */
    private void replaceNodes(Map<String, byte[]> changed) {
        ObjectNode json = JSON.createObjectNode();
        changed.forEach((name, hash) -> json.put(name, HexFormat.of().formatHex(hash)));
        Durable.write(nodesFile, JSON.writeValueAsBytes(json));
        nodes.clear();
        nodes.putAll(changed);
    }

    private static Principal.Node node(String label) {
        int slash = label.indexOf('/');
        return new Principal.Node(label.substring(0, slash), label.substring(slash + 1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("reading " + file).seen(e.toString()).build(), e);
        }
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
