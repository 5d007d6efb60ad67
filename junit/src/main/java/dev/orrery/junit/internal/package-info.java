/** The extension behind {@link dev.orrery.junit.NetworkTest}; nothing here is for users. */
@NullMarked
package dev.orrery.junit.internal;

import org.jspecify.annotations.NullMarked;
