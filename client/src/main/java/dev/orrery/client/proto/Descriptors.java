package dev.orrery.client.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Every message and service that a chain knows, as the chain itself describes them. Files are linked when something of
 * theirs is asked for, with those that they import: a chain has hundreds, and most clients use a dozen. Thread-safe.
 */
public final class Descriptors {
    /** The service of the SDK (since 0.47) that serves them all in one answer. */
    public static final String REFLECTION_METHOD = "cosmos.reflection.v1.ReflectionService/FileDescriptors";

    private final DescriptorFiles files;
    private final ReentrantLock linking = new ReentrantLock();
    private final Map<String, FileDescriptor> linked = new HashMap<>();
    private final Map<String, Descriptor> messages = new ConcurrentHashMap<>();
    private final Map<String, ServiceDescriptor> services = new ConcurrentHashMap<>();

    Descriptors(DescriptorFiles files) {
        this.files = files;
    }

    /**
     * Those that {@link #REFLECTION_METHOD} answered. A file that comes twice counts once; one that is missing leaves only
     * those fields unknown whose types it has.
     *
     * @throws ChainException if it is no set of descriptors; later, if one of them contradicts itself
     */
    public static Descriptors link(byte[] fileDescriptorsResponse) {
        return new Descriptors(FileSet.ofResponse(fileDescriptorsResponse));
    }

    /** Those of a node that serves its files one by one; each is asked for when it is first needed. */
    public static Descriptors servedBy(DescriptorSource source) {
        return new Descriptors(new ServedFiles(source));
    }

    /** A message by its full name, with or without a slash before it. */
    public Optional<Descriptor> findMessage(String name) {
        return find(plain(name), messages, Descriptors::messageOf);
    }

    /** @throws InvalidInputException with a suggestion if the chain does not know it */
    public Descriptor message(String name) {
        return findMessage(name).orElseThrow(() -> unknown("message", plain(name), files.messageNames(), "the chain"));
    }

    /** A service by its full name: {@code cosmos.bank.v1beta1.Query}. */
    public Optional<ServiceDescriptor> findService(String name) {
        return find(plain(name), services, Descriptors::serviceOf);
    }

    /**
     * A method of a service.
     *
     * @param name {@code cosmos.bank.v1beta1.Query/Balance}
     * @throws InvalidInputException with a suggestion if the chain does not serve it
     */
    public MethodDescriptor method(String name) {
        String whole = plain(name);
        int slash = whole.lastIndexOf('/');
        ServiceDescriptor service = service(slash < 0 ? whole : whole.substring(0, slash));
        String methodName = slash < 0 ? "" : whole.substring(slash + 1);
        MethodDescriptor method = service.findMethodByName(methodName);
        if (method == null) {
            List<String> names =
                    service.getMethods().stream().map(MethodDescriptor::getName).toList();
            throw unknown("method", methodName, names, service.getFullName());
        }
        return method;
    }

    /**
     * A service by its full name.
     *
     * @throws InvalidInputException with a suggestion if the chain does not have it
     */
    public ServiceDescriptor service(String name) {
        return findService(name).orElseThrow(() -> unknown("service", plain(name), files.serviceNames(), "the chain"));
    }

    /** The full names of all messages; of a node that serves its files one by one, those that its services use. */
    public Collection<String> messageNames() {
        return files.messageNames();
    }

    /** The full names of all services. */
    public Collection<String> serviceNames() {
        return files.serviceNames();
    }

    static InvalidInputException unknown(String what, String name, Collection<String> known, String owner) {
        Failure.Builder failure = Failure.doing("looking up the " + what + " \"" + name + "\"")
                .expected("a " + what + " of " + owner)
                .seen("\"" + name + "\", which it does not have");
        failure.hint(NearMiss.of(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> known.size() <= 20 ? "it has " + String.join(", ", known) : fullNames(name, known)));
        return new InvalidInputException(failure.build());
    }

    /** Those of which somebody wrote a part: {@code bank}, {@code MsgSend}. */
    private static String fullNames(String part, Collection<String> known) {
        String wanted = "." + part.toLowerCase(Locale.ROOT) + ".";
        List<String> holding = known.stream()
                .filter(name -> ("." + name.toLowerCase(Locale.ROOT) + ".").contains(wanted))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .limit(5)
                .toList();
        return holding.isEmpty() ? "check its full name" : "write its full name: " + String.join(", ", holding);
    }

    static ChainException malformed(Exception e) {
        return new ChainException(
                Failure.doing("linking the chain's descriptors")
                        .seen(String.valueOf(e.getMessage()))
                        .build(),
                e);
    }

    private <T> Optional<T> find(String name, Map<String, T> known, Function<Found, Optional<T>> declared) {
        T there = known.get(name);
        if (there != null) {
            return Optional.of(there);
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        linking.lock();
        try {
            Optional<T> found =
                    files.fileOf(name).flatMap(this::link).flatMap(file -> declared.apply(new Found(file, name)));
            found.ifPresent(it -> known.put(name, it));
            return found;
        } finally {
            linking.unlock();
        }
    }

    private record Found(FileDescriptor file, String name) {
        /** The name without the package: {@code Outer.Inner}. */
        String local() {
            String prefix = file.getPackage().isEmpty() ? "" : file.getPackage() + ".";
            return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        }
    }

    private static Optional<Descriptor> messageOf(Found found) {
        String[] names = found.local().split("\\.", -1);
        Descriptor message = found.file.findMessageTypeByName(names[0]);
        for (int i = 1; i < names.length && message != null; i++) {
            message = message.findNestedTypeByName(names[i]);
        }
        return Optional.ofNullable(message);
    }

    private static Optional<ServiceDescriptor> serviceOf(Found found) {
        return Optional.ofNullable(found.file.findServiceByName(found.local()));
    }

    private Optional<FileDescriptor> link(String name) {
        FileDescriptor done = linked.get(name);
        if (done != null) {
            return Optional.of(done);
        }
        Optional<FileDescriptorProto> proto = files.file(name);
        if (proto.isEmpty()) {
            return Optional.empty();
        }
        List<FileDescriptor> dependencies = new ArrayList<>();
        for (String dependency : proto.get().getDependencyList()) {
            link(dependency).ifPresent(dependencies::add);
        }
        try {
            FileDescriptor file =
                    FileDescriptor.buildFrom(proto.get(), dependencies.toArray(FileDescriptor[]::new), true);
            linked.put(name, file);
            return Optional.of(file);
        } catch (DescriptorValidationException e) {
            throw malformed(e);
        }
    }

    private static String plain(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
