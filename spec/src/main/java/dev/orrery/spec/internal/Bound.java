package dev.orrery.spec.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What one mapping of the format says, key by key. */
final class Bound {
    private final Place place;
    private final Map<String, Located<?>> values;

    Bound(Place place, Map<String, Located<?>> values) {
        this.place = place;
        this.values = values;
    }

    boolean has(Key<?> key) {
        return values.containsKey(key.name());
    }

    /** The value or its default; empty where it is wrong, or absent without a default. */
    @SuppressWarnings("unchecked") // the shape of this very key has bound it
    <T> Optional<T> get(Key<T> key) {
        Located<?> located = values.get(key.name());
        return located == null ? key.fallback() : ((Located<T>) located).value();
    }

    /** The same with another value of this key. */
    <T> Bound with(Key<T> key, T value) {
        return with(key.name(), new Located<>(place(key), Optional.of(value)));
    }

    /** The same with what another mapping says of this key, if it says anything. */
    Bound from(Bound other, Key<?> key) {
        Located<?> theirs = other.values.get(key.name());
        return theirs == null ? this : with(key.name(), theirs);
    }

    private Bound with(String name, Located<?> value) {
        Map<String, Located<?>> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Bound(place, all);
    }

    /** The value of a key that has a default or must be there; only where there are no problems. */
    <T> T require(Key<T> key) {
        return get(key).orElseThrow(() -> new NoSuchElementException(key.name()));
    }

    /** Where the key's value stands; where the key is left out, the place of the whole mapping. */
    Place place(Key<?> key) {
        Located<?> located = values.get(key.name());
        return located == null ? place : located.place();
    }
}
