/** What a network costs on a cluster, pod by pod. */
@NullMarked
package dev.orrery.benchmarks.kubernetes;

import org.jspecify.annotations.NullMarked;
