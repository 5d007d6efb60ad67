package dev.orrery.client.modules;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Watching;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.proto.RecordMapper;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.wire.Any;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Typed access to a chain's modules. What a chain has is what its own descriptors say: a helper for a module or method that
 * it lacks throws {@link dev.orrery.base.InvalidInputException} that says so, before anything is sent. All queries are of
 * the last block; all of them throw {@link dev.orrery.base.ChainException} with the chain's words if it refuses.
 */
public interface CosmosModules extends Watching {
    ChainConnection connection();

    /** What the chain knows. */
    Descriptors descriptors();

    /**
     * Any query of any module.
     *
     * @param method {@code cosmos.bank.v1beta1.Query/Balance}
     * @param request its fields: a map, a record, a JSON tree or a JSON text
     * @return the answer as {@link dev.orrery.client.proto.JsonCodec} writes it
     * @throws dev.orrery.base.InvalidInputException if the chain has no such service, method or field, before anything is
     *     sent
     */
    @Override
    JsonNode query(String method, Object request);

    /**
     * The bytes of a message, by the chain's descriptors.
     *
     * @throws dev.orrery.base.InvalidInputException if the chain knows no such message or field
     */
    Any encode(Msg message);

    /** As {@link #query(String, Object)}, without any field. */
    default JsonNode query(String method) {
        return query(method, Map.of());
    }

    /**
     * As {@link #query(String, Object)}, mapped to a record.
     *
     * @param answer a record whose components are fields of the answer, as {@link RecordMapper} says
     * @throws dev.orrery.base.InvalidInputException before anything is sent, if the record has a component that is no field
     *     of the answer; after that, if a component cannot hold what came
     */
    default <T> T query(String method, Object request, Class<T> answer) {
        RecordMapper.check(answer, descriptors().method(method).getOutputType());
        return RecordMapper.map(query(method, request), answer);
    }

    /**
     * All elements of a list that the chain gives page by page ({@code cosmos.base.query.v1beta1.PageRequest}).
     *
     * @param field the list in the answer: {@code validators}
     * @param element what one element is mapped to
     * @throws dev.orrery.base.InvalidInputException as {@link #query(String, Object, Class)}
     */
    default <T> List<T> queryAll(String method, Object request, String field, Class<T> element) {
        MethodDescriptor descriptor = descriptors().method(method);
        FieldDescriptor list = descriptor.getOutputType().findFieldByName(field);
        if (list != null && list.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            RecordMapper.check(element, list.getMessageType());
        }
        ObjectNode page = JsonTree.object(request).deepCopy();
        List<T> all = new ArrayList<>();
        while (true) {
            JsonNode answer = query(method, page);
            answer.path(field).forEach(item -> all.add(RecordMapper.map(item, element)));
            String next = answer.at("/pagination/next_key").asString("");
            if (next.isEmpty()) {
                return List.copyOf(all);
            }
            page.withObjectProperty("pagination").put("key", next);
        }
    }

    default Auth auth() {
        return new Auth(this);
    }

    default Authz authz() {
        return new Authz(this);
    }

    default Bank bank() {
        return new Bank(this);
    }

    default Distribution distribution() {
        return new Distribution(this);
    }

    default FeeGrant feegrant() {
        return new FeeGrant(this);
    }

    default Gov gov() {
        return new Gov(this);
    }

    default Ibc ibc() {
        return new Ibc(this);
    }

    default InterchainAccounts interchainAccounts() {
        return new InterchainAccounts(this);
    }

    /** The parameters of any module, and how governance changes them. */
    default ModuleParams params() {
        return new ModuleParams(this);
    }

    /** The provider's side of Interchain Security. */
    default Provider provider() {
        return new Provider(this);
    }

    default Slashing slashing() {
        return new Slashing(this);
    }

    default Staking staking() {
        return new Staking(this);
    }

    /** Coins over IBC. */
    default Transfer transfer() {
        return new Transfer(this);
    }

    default Upgrade upgrade() {
        return new Upgrade(this);
    }
}
