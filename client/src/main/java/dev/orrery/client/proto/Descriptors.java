package dev.orrery.client.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.client.wire.ProtoReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every message and service that a chain knows, as the chain itself describes them. Immutable. */
public final class Descriptors {
    /** The service of the SDK (since 0.47) that serves them all in one answer. */
    public static final String REFLECTION_METHOD = "cosmos.reflection.v1.ReflectionService/FileDescriptors";

    private final Map<String, Descriptor> messages = new TreeMap<>();
    private final Map<String, ServiceDescriptor> services = new TreeMap<>();
    private final TypeRegistry types;

    private Descriptors(Collection<FileDescriptor> files) {
        for (FileDescriptor file : files) {
            file.getMessageTypes().forEach(this::add);
            file.getServices().forEach(service -> services.putIfAbsent(service.getFullName(), service));
        }
        this.types = TypeRegistry.newBuilder().add(messages.values()).build();
    }

    /**
     * Links what {@link #REFLECTION_METHOD} answered. A file that comes twice counts once; one that is missing leaves
     * only those fields unknown whose types it has.
     *
     * @throws ChainException if it is no set of descriptors, or one of them contradicts itself
     */
    public static Descriptors link(byte[] fileDescriptorsResponse) {
        Map<String, FileDescriptorProto> protos = new LinkedHashMap<>();
        try {
            for (byte[] file : ProtoReader.of(fileDescriptorsResponse).repeated(1)) {
                FileDescriptorProto proto = FileDescriptorProto.parseFrom(file);
                protos.putIfAbsent(proto.getName(), proto);
            }
        } catch (InvalidProtocolBufferException | InvalidInputException e) {
            throw malformed(e);
        }
        Map<String, FileDescriptor> linked = new HashMap<>();
        for (String name : protos.keySet()) {
            link(name, protos, linked);
        }
        return new Descriptors(linked.values());
    }

    /** A message by its full name, with or without a slash before it. */
    public Optional<Descriptor> findMessage(String name) {
        return Optional.ofNullable(messages.get(name.startsWith("/") ? name.substring(1) : name));
    }

    /** @throws InvalidInputException with a suggestion if the chain does not know it */
    public Descriptor message(String name) {
        return findMessage(name)
                .orElseThrow(() -> unknown(
                        "message", name.startsWith("/") ? name.substring(1) : name, messages.keySet(), "the chain"));
    }

    /**
     * A method of a service.
     *
     * @param name {@code cosmos.bank.v1beta1.Query/Balance}
     * @throws InvalidInputException with a suggestion if the chain does not serve it
     */
    public MethodDescriptor method(String name) {
        int slash = name.lastIndexOf('/');
        ServiceDescriptor service = service(slash < 0 ? name : name.substring(name.startsWith("/") ? 1 : 0, slash));
        String methodName = slash < 0 ? "" : name.substring(slash + 1);
        MethodDescriptor method = service.findMethodByName(methodName);
        if (method == null) {
            List<String> names =
                    service.getMethods().stream().map(MethodDescriptor::getName).toList();
            throw unknown("method", methodName, names, service.getFullName());
        }
        return method;
    }

    /** A service by its full name: {@code cosmos.bank.v1beta1.Query}. */
    public Optional<ServiceDescriptor> findService(String name) {
        return Optional.ofNullable(services.get(name));
    }

    /**
     * A service by its full name.
     *
     * @throws InvalidInputException with a suggestion if the chain does not have it
     */
    public ServiceDescriptor service(String name) {
        return findService(name).orElseThrow(() -> unknown("service", name, services.keySet(), "the chain"));
    }

    /** The full names of all messages. */
    public Collection<String> messageNames() {
        return List.copyOf(messages.keySet());
    }

    /** The full names of all services. */
    public Collection<String> serviceNames() {
        return List.copyOf(services.keySet());
    }

    TypeRegistry types() {
        return types;
    }

    static InvalidInputException unknown(String what, String name, Collection<String> known, String owner) {
        Failure.Builder failure = Failure.doing("looking up the " + what + " \"" + name + "\"")
                .expected("a " + what + " of " + owner)
                .seen("\"" + name + "\", which it does not have");
        NearMiss.of(name, known)
                .ifPresentOrElse(
                        near -> failure.hint("did you mean \"" + near + "\"?"),
                        () -> failure.hint(
                                known.size() <= 20 ? "it has " + String.join(", ", known) : "check its full name"));
        return new InvalidInputException(failure.build());
    }

    private void add(Descriptor message) {
        messages.putIfAbsent(message.getFullName(), message);
        message.getNestedTypes().forEach(this::add);
    }

    private static FileDescriptor link(
            String name, Map<String, FileDescriptorProto> protos, Map<String, FileDescriptor> linked) {
        FileDescriptor done = linked.get(name);
        if (done != null) {
            return done;
        }
        FileDescriptorProto proto = protos.getOrDefault(name, FileDescriptorProto.getDefaultInstance());
        List<FileDescriptor> dependencies = new ArrayList<>();
        for (String dependency : proto.getDependencyList()) {
            if (protos.containsKey(dependency)) {
                dependencies.add(link(dependency, protos, linked));
            }
        }
        try {
            FileDescriptor file = FileDescriptor.buildFrom(proto, dependencies.toArray(FileDescriptor[]::new), true);
            linked.put(name, file);
            return file;
        } catch (DescriptorValidationException e) {
            throw malformed(e);
        }
    }

    private static ChainException malformed(Exception e) {
        return new ChainException(
                Failure.doing("linking the chain's descriptors")
                        .seen(String.valueOf(e.getMessage()))
                        .build(),
                e);
    }
}
