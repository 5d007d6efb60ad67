/** What runs in pods from Orrery's own image: the stages before a node's start, and the owner of a rendered network. */
@NullMarked
package dev.orrery.backend.kubernetes.internal.inside;

import org.jspecify.annotations.NullMarked;
