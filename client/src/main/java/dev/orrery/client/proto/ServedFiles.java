package dev.orrery.client.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Files that are asked for one by one. What a node did not know is asked for again: it may have been another node. */
final class ServedFiles implements DescriptorFiles {
    private final DescriptorSource source;
    private final Map<String, FileDescriptorProto> files = new ConcurrentHashMap<>();
    private final Map<String, String> bySymbol = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> messages = new ConcurrentSkipListSet<>();

    ServedFiles(DescriptorSource source) {
        this.source = source;
    }

    @Override
    public Optional<String> fileOf(String symbol) {
        String known = bySymbol.get(symbol);
        if (known != null) {
            return Optional.of(known);
        }
        List<byte[]> served = source.fileContaining(symbol);
        served.forEach(this::add);
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    @Override
    public Optional<FileDescriptorProto> file(String name) {
        FileDescriptorProto known = files.get(name);
        if (known == null) {
            source.fileNamed(name).forEach(this::add);
            known = files.get(name);
        }
        return Optional.ofNullable(known);
    }

    private void add(byte[] bytes) {
        FileDescriptorProto file = FileSet.parse(bytes);
        if (files.putIfAbsent(file.getName(), file) == null) {
            String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
            file.getMessageTypeList().forEach(message -> add(message, prefix, file.getName()));
            file.getServiceList().forEach(service -> bySymbol.putIfAbsent(prefix + service.getName(), file.getName()));
        }
    }

    private void add(DescriptorProto message, String prefix, String file) {
        String name = prefix + message.getName();
        messages.add(name);
        bySymbol.putIfAbsent(name, file);
        message.getNestedTypeList().forEach(nested -> add(nested, name + ".", file));
    }

    /** Asks for all services first: what they take and give are the messages that a name may have meant. */
    @Override
    public Collection<String> messageNames() {
        serviceNames().forEach(this::fileOf);
        return new TreeSet<>(messages);
    }

    @Override
    public Collection<String> serviceNames() {
        return List.copyOf(new TreeSet<>(source.services()));
    }
}
