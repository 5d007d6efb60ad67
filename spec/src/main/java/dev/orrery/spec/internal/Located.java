package dev.orrery.spec.internal;

import java.util.Optional;

/**
 * What stands at a place of the file.
 *
 * @param value empty where what stands there is wrong, which has been reported
 */
record Located<T>(Place place, Optional<T> value) {}
