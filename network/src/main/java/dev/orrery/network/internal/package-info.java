/** What the handles share; nothing here is for users. */
@NullMarked
package dev.orrery.network.internal;

import org.jspecify.annotations.NullMarked;
