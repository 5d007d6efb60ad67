package dev.orrery.client.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All files of a chain, as bytes until they are needed, with an index of what they declare. */
final class FileSet implements DescriptorFiles {
    private final Map<String, byte[]> encoded;
    private final Map<String, String> messages;
    private final Map<String, String> services;
    private final Map<String, FileDescriptorProto> parsed = new ConcurrentHashMap<>();

    private FileSet(Map<String, byte[]> encoded, Map<String, String> messages, Map<String, String> services) {
        this.encoded = encoded;
        this.messages = messages;
        this.services = services;
    }

    /**
     * Reads what {@link Descriptors#REFLECTION_METHOD} answered.
     *
     * @throws ChainException if it is no set of files
     */
    static FileSet ofResponse(byte[] response) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> messages = new TreeMap<>();
        Map<String, String> services = new TreeMap<>();
        try {
            for (byte[] bytes : ProtoReader.of(response).repeated(1)) {
                // google.protobuf.FileDescriptorProto
                ProtoReader file = ProtoReader.of(bytes);
                String name = file.string(1);
                if (files.putIfAbsent(name, bytes) == null) {
                    String prefix = file.has(2) ? file.string(2) + "." : "";
                    file.repeated(4).forEach(message -> index(message, prefix, name, messages));
                    for (byte[] service : file.repeated(6)) {
                        services.putIfAbsent(prefix + ProtoReader.of(service).string(1), name);
                    }
                }
            }
        } catch (InvalidInputException e) {
            throw Descriptors.malformed(e);
        }
        return new FileSet(files, messages, services);
    }

    /** {@code google.protobuf.DescriptorProto}: its name, and the messages declared inside of it. */
    private static void index(byte[] message, String prefix, String file, Map<String, String> messages) {
        ProtoReader reader = ProtoReader.of(message);
        String name = prefix + reader.string(1);
        messages.putIfAbsent(name, file);
        reader.repeated(3).forEach(nested -> index(nested, name + ".", file, messages));
    }

    /** With the index, so that reading it again costs little. */
    byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        Map<String, ProtoWriter> entries = new LinkedHashMap<>();
        encoded.forEach((name, bytes) ->
                entries.put(name, new ProtoWriter().string(1, name).bytes(2, bytes)));
        messages.forEach((message, file) -> entry(entries, file).string(3, message));
        services.forEach((service, file) -> entry(entries, file).string(4, service));
        entries.values().forEach(entry -> out.message(1, entry));
        return out.toByteArray();
    }

    private static ProtoWriter entry(Map<String, ProtoWriter> entries, String file) {
        return entries.computeIfAbsent(file, name -> new ProtoWriter());
    }

    /** @throws InvalidInputException if it is not what {@link #encode} wrote */
    static FileSet decode(byte[] written) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> messages = new TreeMap<>();
        Map<String, String> services = new TreeMap<>();
        for (ProtoReader.Field entry : ProtoReader.of(written).fields()) {
            String name = "";
            for (ProtoReader.Field field : ProtoReader.of(entry.bytes()).fields()) {
                switch (field.number()) {
                    case 1 -> name = text(field);
                    case 2 -> files.put(name, field.bytes());
                    case 3 -> messages.put(text(field), name);
                    case 4 -> services.put(text(field), name);
                    default ->
                        throw new InvalidInputException(Failure.doing("reading kept descriptors")
                                .seen("a field " + field.number())
                                .build());
                }
            }
        }
        return new FileSet(files, messages, services);
    }

    private static String text(ProtoReader.Field field) {
        return new String(field.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> fileOf(String symbol) {
        String file = messages.get(symbol);
        return Optional.ofNullable(file == null ? services.get(symbol) : file);
    }

    @Override
    public Optional<FileDescriptorProto> file(String name) {
        byte[] bytes = encoded.get(name);
        return bytes == null ? Optional.empty() : Optional.of(parsed.computeIfAbsent(name, it -> parse(bytes)));
    }

    static FileDescriptorProto parse(byte[] bytes) {
        try {
            return FileDescriptorProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw Descriptors.malformed(e);
        }
    }

    @Override
    public Collection<String> messageNames() {
        return List.copyOf(messages.keySet());
    }

    @Override
    public Collection<String> serviceNames() {
        return List.copyOf(services.keySet());
    }
}
