package dev.orrery.client.modules;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.tx.Msg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of any module, named by its protobuf package: {@code cosmos.staking.v1beta1}. Modules are changed by their
 * own {@code MsgUpdateParams} (SDK 0.47 and later, ADR-046), which wants all of them; what is not to change is asked of the
 * chain. How a module's messages look is taken from the chain's descriptors, so that any module's do.
 */
public final class ModuleParams {
    /** The number of the message option {@code cosmos.msg.v1.signer}: which field names the signer. */
    private static final int SIGNER = 11110000;

    private static final String PARAMS = "params";

    private final CosmosModules chain;

    ModuleParams(CosmosModules chain) {
        this.chain = chain;
    }

    /**
     * A module's parameters as they are now.
     *
     * @param module {@code cosmos.gov.v1}, {@code cosmos.consensus.v1}, {@code ibc.applications.transfer.v1}, …
     * @throws InvalidInputException if the chain has no such module, or it serves no parameters
     */
    public JsonNode of(String module) {
        return ask(query(module));
    }

    /**
     * The message that changes some of a module's parameters and leaves the others as they are now; to be proposed with
     * {@link Gov#submitProposal}.
     *
     * @param changes by field: {@code Map.of("unbonding_time", Duration.ofMinutes(5))}; a message among the parameters is
     *     changed field by field too
     * @throws InvalidInputException if the module has no such parameter, or cannot be changed
     */
    public Msg update(String module, Map<String, ?> changes) {
        return update(module, chain.gov().authority(), changes);
    }

    /** As {@link #update(String, Map)}, decided by somebody else than governance. */
    public Msg update(String module, String authority, Map<String, ?> changes) {
        Descriptor message = message(module);
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        FieldDescriptor params = message.findFieldByName(PARAMS);
        JsonNode now = ask(query(module));
        JsonNode wanted = JsonTree.object(changes);
        if (params != null) {
            fields.set(PARAMS, merge(params.getMessageType(), now, wanted, ""));
        } else {
            // cosmos.consensus.v1: the message has the parts themselves.
            wanted.forEachEntry((name, value) -> field(message, name, ""));
            for (FieldDescriptor part : message.getFields()) {
                JsonNode known = now.path(part.getName());
                if (known.isObject()) {
                    JsonNode change = wanted.path(part.getName());
                    fields.set(
                            part.getName(),
                            change.isObject()
                                    ? merge(part.getMessageType(), known, change, part.getName() + ".")
                                    : known);
                }
            }
        }
        fields.put(signer(message), authority);
        return Msg.of("/" + message.getFullName(), fields);
    }

    private static JsonNode merge(Descriptor type, JsonNode now, JsonNode changes, String path) {
        ObjectNode merged = ((ObjectNode) now).deepCopy();
        changes.forEachEntry((name, value) -> {
            FieldDescriptor field = field(type, name, path);
            JsonNode known = merged.path(field.getName());
            boolean inside = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && !field.isRepeated()
                    && known.isObject()
                    && value.isObject();
            merged.set(
                    field.getName(), inside ? merge(field.getMessageType(), known, value, path + name + ".") : value);
        });
        return merged;
    }

    private JsonNode ask(MethodDescriptor method) {
        return chain.query(method.getService().getFullName() + "/" + method.getName())
                .path(PARAMS);
    }

    /** The query that needs nothing and answers with what the message changes; they are not all called alike. */
    private MethodDescriptor query(String module) {
        ServiceDescriptor service = service(module);
        Optional<Descriptor> wanted = chain.descriptors()
                .findMessage(module + ".MsgUpdateParams")
                .map(message -> message.findFieldByName(PARAMS))
                .map(FieldDescriptor::getMessageType);
        return service.getMethods().stream()
                .filter(method -> {
                    FieldDescriptor answer = method.getOutputType().findFieldByName(PARAMS);
                    return answer != null
                            && answer.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                            && (wanted.isEmpty()
                                    || wanted.get()
                                            .getFullName()
                                            .equals(answer.getMessageType().getFullName()));
                })
                .findFirst()
                .orElseThrow(() ->
                        invalid(module, "a query that answers with parameters", "none in " + service.getFullName()));
    }

    private ServiceDescriptor service(String module) {
        return chain.descriptors().findService(module + ".Query").orElseThrow(() -> unknown(module));
    }

    private InvalidInputException unknown(String module) {
        Descriptors descriptors = chain.descriptors();
        if (descriptors.messageNames().stream().anyMatch(name -> name.startsWith(module + "."))) {
            return invalid(module, "a module that answers queries", "no service Query in " + module);
        }
        List<String> modules = descriptors.serviceNames().stream()
                .filter(name -> name.endsWith(".Query"))
                .map(name -> name.substring(0, name.length() - ".Query".length()))
                .toList();
        Failure.Builder failure = failure(module, "the protobuf package of a module", "no such module");
        NearMiss.of(module, modules).ifPresent(near -> failure.hint("did you mean \"" + near + "\"?"));
        return new InvalidInputException(failure.build());
    }

    private Descriptor message(String module) {
        Descriptors descriptors = chain.descriptors();
        service(module);
        return descriptors
                .findMessage(module + ".MsgUpdateParams")
                .orElseThrow(() -> invalid(module, "a module with MsgUpdateParams", "no such message of " + module));
    }

    private static String signer(Descriptor message) {
        return message.getOptions().getUnknownFields().getField(SIGNER).getLengthDelimitedList().stream()
                .map(bytes -> bytes.toStringUtf8())
                .findFirst()
                .orElse("authority");
    }

    private static FieldDescriptor field(Descriptor type, String name, String path) {
        return type.getFields().stream()
                .filter(field ->
                        field.getName().equals(name) || field.getJsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = type.getFields().stream()
                            .map(FieldDescriptor::getName)
                            .toList();
                    Failure.Builder failure = Failure.doing("changing the parameter \"" + path + name + "\"")
                            .expected("a field of " + type.getFullName())
                            .seen("\"" + name + "\", which it does not have");
                    NearMiss.of(name, names)
                            .ifPresentOrElse(
                                    near -> failure.hint("did you mean \"" + near + "\"?"),
                                    () -> failure.hint("it has " + String.join(", ", names)));
                    return new InvalidInputException(failure.build());
                });
    }

    private static InvalidInputException invalid(String module, String expected, String seen) {
        return new InvalidInputException(failure(module, expected, seen).build());
    }

    private static Failure.Builder failure(String module, String expected, String seen) {
        return Failure.doing("looking up the parameters of \"" + module + "\"")
                .expected(expected)
                .seen(seen);
    }
}
