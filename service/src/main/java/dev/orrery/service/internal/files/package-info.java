/**
 * Files by name, kept by content: a name is never a path of the disk, and a file is there whole or not at all.
 */
@NullMarked
package dev.orrery.service.internal.files;

import org.jspecify.annotations.NullMarked;
