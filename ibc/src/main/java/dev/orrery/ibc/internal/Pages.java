package dev.orrery.ibc.internal;

import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Queries with pages (SDK {@code cosmos.base.query.v1beta1}), and lists of numbers. */
public final class Pages {
    private static final int SIZE = 1000;

    private Pages() {}

    /**
     * All elements of a list that comes in pages. Element and pagination of the answer are fields 1 and 2, as everywhere
     * in ibc-go.
     *
     * @param request the request without its pagination, made anew for each page
     * @param pagination the request's field for it
     * @param tail what comes after the pagination in the request
     */
    public static List<ProtoReader> all(
            CometRpc rpc, String path, Supplier<ProtoWriter> request, int pagination, byte[] tail) {
        List<ProtoReader> elements = new ArrayList<>();
        byte[] next = new byte[0];
        do {
            ProtoWriter page = new ProtoWriter().bytes(1, next).varint(3, SIZE);
            byte[] head = request.get().message(pagination, page).toByteArray();
            byte[] whole = new byte[head.length + tail.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(tail, 0, whole, head.length, tail.length);
            ProtoReader answer = ProtoReader.of(rpc.abciQuery(path, whole));
            answer.repeated(1).forEach(element -> elements.add(ProtoReader.of(element)));
            next = answer.message(2).bytes(1);
        } while (next.length > 0);
        return elements;
    }

    /** As {@link #all(CometRpc, String, Supplier, int, byte[])}, with nothing after the pagination. */
    public static List<ProtoReader> all(CometRpc rpc, String path, Supplier<ProtoWriter> request, int pagination) {
        return all(rpc, path, request, pagination, new byte[0]);
    }

    /** A packed field of integers. */
    public static byte[] packed(int field, List<Long> numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        numbers.forEach(number -> out.writeBytes(ProtoWriter.rawVarint(number)));
        return new ProtoWriter().bytes(field, out.toByteArray()).toByteArray();
    }

    /** The integers of a field, packed or not. */
    public static List<Long> numbers(ProtoReader message, int field) {
        List<Long> numbers = new ArrayList<>();
        for (ProtoReader.Field each : message.fields()) {
            if (each.number() != field) {
                continue;
            }
            byte[] packed = each.bytes();
            if (packed.length == 0) {
                numbers.add(each.scalar());
            }
            long value = 0;
            int shift = 0;
            for (byte next : packed) {
                value |= (next & 0x7fL) << shift;
                shift += 7;
                if (next >= 0) {
                    numbers.add(value);
                    value = 0;
                    shift = 0;
                }
            }
        }
        return numbers;
    }
}
