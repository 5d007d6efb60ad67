package dev.orrery.binaries.internal.programs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a 64-bit ELF file is linked against (System V ABI, chapter 5): its loader, and the libraries it names. A static
 * program has neither.
 *
 * @param loader the path of the dynamic loader, as {@code /lib/ld-musl-x86_64.so.1}
 * @param libraries names, as {@code libc.so.6}
 */
public record ElfLinks(Optional<String> loader, List<String> libraries) {
    private static final ElfLinks NONE = new ElfLinks(Optional.empty(), List.of());

    private static final int MAGIC = 0x7f454c46;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final long NEEDED = 1;
    private static final long STRING_TABLE = 5;
    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_NAME = 4096;

    private record Segment(int type, long offset, long address, long size) {}

    public ElfLinks {
        libraries = List.copyOf(libraries);
    }

    /** Reads the file; what is no ELF file of 64 bits, or a broken one, is linked against nothing. */
    public static ElfLinks of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = read(channel, 0, 64);
            if (head.limit() < 64 || head.getInt(0) != MAGIC || head.get(4) != 2) {
                return NONE;
            }
            ByteOrder order = head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            head.order(order);
            List<Segment> segments = segments(channel, head, order);
            Optional<String> loader = segments.stream()
                    .filter(segment -> segment.type() == INTERPRETER)
                    .findFirst()
                    .flatMap(segment -> string(channel, segment.offset()));
            return new ElfLinks(loader, libraries(channel, segments, order));
        }
    }

    public boolean isStatic() {
        return loader.isEmpty() && libraries.isEmpty();
    }

    private static List<Segment> segments(FileChannel channel, ByteBuffer head, ByteOrder order) throws IOException {
        int each = Short.toUnsignedInt(head.getShort(54));
        int count = Short.toUnsignedInt(head.getShort(56));
        ByteBuffer table = read(channel, head.getLong(32), each * count).order(order);
        List<Segment> segments = new ArrayList<>();
        for (int at = 0; each >= 56 && at + each <= table.limit(); at += each) {
            segments.add(new Segment(
                    table.getInt(at), table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
        }
        return segments;
    }

    private static List<String> libraries(FileChannel channel, List<Segment> segments, ByteOrder order)
            throws IOException {
        List<Long> names = new ArrayList<>();
        long strings = -1;
        for (Segment segment : segments) {
            if (segment.type() != DYNAMIC) {
                continue;
            }
            ByteBuffer table = read(channel, segment.offset(), (int) Math.min(segment.size(), LARGEST))
                    .order(order);
            for (int at = 0; at + 16 <= table.limit(); at += 16) {
                long tag = table.getLong(at);
                if (tag == NEEDED) {
                    names.add(table.getLong(at + 8));
                } else if (tag == STRING_TABLE) {
                    strings = offset(segments, table.getLong(at + 8));
                }
            }
        }
        List<String> libraries = new ArrayList<>();
        for (long name : names) {
            if (strings >= 0) {
                string(channel, strings + name).ifPresent(libraries::add);
            }
        }
        return libraries;
    }

    /** Where in the file an address of the running program comes from. */
    private static long offset(List<Segment> segments, long address) {
        return segments.stream()
                .filter(segment -> segment.type() == LOAD
                        && address >= segment.address()
                        && address < segment.address() + segment.size())
                .findFirst()
                .map(segment -> address - segment.address() + segment.offset())
                .orElse(-1L);
    }

    private static Optional<String> string(FileChannel channel, long offset) {
        try {
            ByteBuffer bytes = read(channel, offset, LONGEST_NAME);
            int end = 0;
            while (end < bytes.limit() && bytes.get(end) != 0) {
                end++;
            }
            return end == 0 ? Optional.empty() : Optional.of(text(bytes, end));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer bytes, int end) {
        return StandardCharsets.UTF_8.decode(bytes.slice(0, end)).toString();
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(0, Math.min(length, LARGEST)));
        if (offset >= 0) {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {}
        }
        return bytes.flip();
    }
}
