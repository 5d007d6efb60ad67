/** What a network is in a cluster's own words: names and objects, made from the plan alone, without a cluster. */
@NullMarked
package dev.orrery.backend.kubernetes.internal.objects;

import org.jspecify.annotations.NullMarked;
