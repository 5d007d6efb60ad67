package dev.orrery.cli.warmup;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What a command prints, until one of some words is in it: then somebody acts on it, in a thread of his own. */
final class OnceSaid extends OutputStream {
    private final Consumer<String> action;
    private final List<String> words;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private boolean done;

    /** @param action given all that was printed so far */
    OnceSaid(Consumer<String> action, String... words) {
        this.action = action;
        this.words = List.of(words);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        seen.write(bytes, offset, length);
        String said = seen.toString(StandardCharsets.UTF_8);
        if (!done && words.stream().anyMatch(said::contains)) {
            done = true;
            Thread.ofPlatform().name("user").start(() -> action.accept(said));
        }
    }
}
