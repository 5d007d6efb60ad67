/**
 * What the API service costs, beside the disk, the loopback interface, and a service of the usual kind.
 */
@NullMarked
package dev.orrery.benchmarks.service;

import org.jspecify.annotations.NullMarked;
