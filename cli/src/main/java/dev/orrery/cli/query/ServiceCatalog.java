package dev.orrery.cli.query;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.orrery.cli.terminal.Table;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.network.Chain;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a chain can be asked, by its own descriptors. */
final class ServiceCatalog {
    /** Services of messages are called so in every module (SDK: cosmos.msg.v1); they are for transactions. */
    private static final String MESSAGES = "Msg";

    /** What the libraries of a chain's program describe and no chain serves (cloud storage, for example). */
    private static final String OF_LIBRARIES = "google.";

    private final Chain chain;
    private final Terminal terminal;
    private final Descriptors descriptors;

    ServiceCatalog(Chain chain, Terminal terminal) {
        this.chain = chain;
        this.terminal = terminal;
        this.descriptors = chain.client().descriptors();
    }

    void printServices(boolean json) {
        List<ServiceDescriptor> services = descriptors.serviceNames().stream()
                .map(descriptors::service)
                .filter(service -> !service.getName().equals(MESSAGES)
                        && !service.getFullName().startsWith(OF_LIBRARIES))
                .toList();
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("chain", chain.name());
            ArrayNode array = object.putArray("services");
            services.forEach(service -> {
                ArrayNode methods =
                        array.addObject().put("name", service.getFullName()).putArray("methods");
                service.getMethods().forEach(method -> methods.add(method.getName()));
            });
            terminal.json(object);
            return;
        }
        Table table = new Table("SERVICE", "METHODS");
        services.forEach(service -> table.row(service.getFullName(), methodNames(service)));
        table.lines(terminal.outStyle()).forEach(terminal.out()::println);
    }

    void printService(String name, boolean json) {
        ServiceDescriptor service = descriptors.service(name);
        if (json) {
            ObjectNode object = JsonNodeFactory.instance
                    .objectNode()
                    .put("chain", chain.name())
                    .put("service", service.getFullName());
            ArrayNode methods = object.putArray("methods");
            service.getMethods().forEach(method -> describe(methods.addObject(), method));
            terminal.json(object);
            return;
        }
        terminal.out().println(terminal.outStyle().bold(service.getFullName()));
        Table table = new Table("METHOD", "FIELDS OF THE REQUEST");
        for (MethodDescriptor method : service.getMethods()) {
            table.row(method.getName(), fields(method.getInputType()));
        }
        table.lines(terminal.outStyle()).forEach(line -> terminal.out().println("  " + line));
    }

    private static String methodNames(ServiceDescriptor service) {
        return service.getMethods().stream().map(MethodDescriptor::getName).collect(Collectors.joining(", "));
    }

    private static void describe(ObjectNode json, MethodDescriptor method) {
        json.put("name", method.getName());
        json.put("request", method.getInputType().getFullName());
        json.put("response", method.getOutputType().getFullName());
        ArrayNode fields = json.putArray("fields");
        for (FieldDescriptor field : method.getInputType().getFields()) {
            fields.addObject()
                    .put("name", field.getName())
                    .put("type", type(field))
                    .put("repeated", field.isRepeated());
        }
    }

    private static String fields(Descriptor request) {
        return request.getFields().stream()
                .map(field -> field.getName() + ": " + type(field) + (field.isRepeated() ? "[]" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName();
            case ENUM -> field.getEnumType().getFullName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }
}
