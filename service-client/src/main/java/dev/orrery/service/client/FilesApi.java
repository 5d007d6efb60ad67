package dev.orrery.service.client;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.Sha256;
import dev.orrery.service.client.Calls.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Files of any size, to and from an API service, as streams; see {@link ServiceClient#files()}. What arrives is compared
 * with its SHA-256 on both ways. Throws as {@link ServiceClient} does. Thread-safe.
 */
public final class FilesApi {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]{1,512}");

    private final Calls calls;

    FilesApi(Calls calls) {
        this.calls = calls;
    }

    /**
     * Stores a file; one of the same name is replaced. On the service's disk when this returns.
     *
     * @param sent told how many bytes went out, again and again
     * @throws HostException if the file cannot be read
     */
    public StoredFile put(String name, Path file, LongConsumer sent, Deadline deadline) {
        Call call = upload(name, file, List.of(), sent);
        return stored(call, calls.send(call, BodyHandlers.ofByteArray(), deadline));
    }

    /**
     * Stores a file if there is none of this name. Asked once: a second try could not tell whose file is there.
     *
     * @param sent told how many bytes went out, again and again
     * @throws NetworkStateException if there is one
     * @throws HostException if the file cannot be read
     */
    public StoredFile create(String name, Path file, LongConsumer sent, Deadline deadline) {
        Call call = upload(name, file, List.of("If-None-Match", "*"), sent);
        return stored(call, calls.sendOnce(call, BodyHandlers.ofByteArray(), deadline));
    }

    /**
     * Reads a file into one of this machine, which is there whole or not at all.
     *
     * @param received told how many bytes came, again and again
     * @return empty if the service has none of this name
     * @throws HostException if it cannot be written
     */
    public Optional<StoredFile> get(String name, Path into, LongConsumer received, Deadline deadline) {
        Path target = into.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Optional<StoredFile> got;
            try (OutputStream out = Files.newOutputStream(part)) {
                got = get(name, out, received, deadline);
            }
            if (got.isPresent()) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return got;
        } catch (IOException e) {
            throw AtomicFiles.refused("writing", target, e);
        } finally {
            deleteIfThere(part);
        }
    }

    /**
     * Reads a file into a stream, which is left open. If this throws, a part of it may be written.
     *
     * @param received told how many bytes came, again and again
     * @return empty if the service has none of this name
     */
    public Optional<StoredFile> get(String name, OutputStream into, LongConsumer received, Deadline deadline) {
        Call call = Call.bare("reading " + name, "GET", path(name));
        HttpResponse<InputStream> answer = calls.send(call, BodyHandlers.ofInputStream(), deadline);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw calls.refused(call, answer.statusCode(), body.readAllBytes());
            }
            MessageDigest digest = Sha256.digest();
            long size = Counting.copy(body, new DigestOutputStream(into, digest), received);
            String sha256 = HexFormat.of().formatHex(digest.digest());
            String promised = header(answer, "ETag").replace("\"", "");
            if (!sha256.equals(promised)) {
                throw new NetworkStateException(Failure.doing("reading " + name)
                        .expected("content with the SHA-256 " + promised)
                        .seen("one with " + sha256)
                        .build());
            }
            return Optional.of(new StoredFile(name, size, sha256, Counting.httpDate(header(answer, "Last-Modified"))));
        } catch (Counting.BrokenOff e) {
            throw new NetworkStateException(
                    Failure.doing("reading " + name)
                            .expected("the whole file")
                            .seen("the connection ended after " + e.received() + " bytes")
                            .hint("try again")
                            .build(),
                    e);
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("writing what was read of " + name)
                            .seen(e.toString())
                            .build(),
                    e);
        }
    }

    /** The files whose names begin so and that this token may read, in the order of their names. */
    public List<StoredFile> list(String prefix, Deadline deadline) {
        String checked = prefix.isEmpty() ? prefix : checked(prefix);
        return calls.json(Call.bare("listing files", "GET", "/v1/files?prefix=" + checked), deadline)
                .required("files")
                .valueStream()
                .map(StoredFile::of)
                .toList();
    }

    /** Deletes a file; whether there was one. A request that is lost after it was heard says that there was none. */
    public boolean delete(String name, Deadline deadline) {
        Call call = Call.bare("deleting " + name, "DELETE", path(name));
        HttpResponse<byte[]> answer = calls.send(call, BodyHandlers.ofByteArray(), deadline);
        return switch (answer.statusCode()) {
            case 204 -> true;
            case 404 -> false;
            default -> throw calls.refused(call, answer.statusCode(), answer.body());
        };
    }

    /** Where a file is asked for. */
    static String path(String name) {
        return "/v1/files/" + checked(name);
    }

    /** The header that says what the content has to be. */
    static String digest(byte[] sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
    }

    /** @throws InvalidInputException if it cannot be one, whatever else a service says to it */
    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException(Failure.doing("naming a file of the API service")
                    .where(name)
                    .expected("1 to 512 letters, digits, '.', '_' and '-', with slashes between segments")
                    .seen(name.isEmpty() ? "nothing" : "something else")
                    .build());
        }
        return name;
    }

    private static Call upload(String name, Path file, List<String> headers, LongConsumer sent) {
        try {
            MessageDigest digest = Sha256.digest();
            long size;
            try (InputStream in = Files.newInputStream(file)) {
                size = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            }
            List<String> all = new ArrayList<>(headers);
            all.addAll(List.of("Content-Digest", digest(digest.digest())));
            BodyPublisher body = size == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> Counting.open(file, sent)), size);
            return new Call("storing " + name, "PUT", path(name), body, all);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    private StoredFile stored(Call call, HttpResponse<byte[]> answer) {
        return StoredFile.of(Calls.JSON.readTree(calls.accepted(call, answer)));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw AtomicFiles.refused("deleting", file, e);
        }
    }
}
