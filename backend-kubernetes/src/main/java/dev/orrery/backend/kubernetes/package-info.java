/** The backend that runs networks as pods of a Kubernetes cluster. */
@NullMarked
package dev.orrery.backend.kubernetes;

import org.jspecify.annotations.NullMarked;
