package dev.orrery.junit;

import dev.orrery.junit.internal.NetworkExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class against a network of real chains. The network is ready before the first lifecycle method of
 * the class runs: every node has seen its first block and every IBC client is Active. Subclasses and nested classes
 * inherit the annotation; a nested class may carry its own.
 *
 * <p>Test methods, lifecycle methods and constructors may have parameters of type {@link dev.orrery.network.Network} and
 * {@link dev.orrery.network.Chain}, the latter with {@link ChainName}. Both may be used from many threads. The network
 * belongs to the run: tests do not close it.
 *
 * <p>Starting a network, and building chain binaries the first time, takes no time from JUnit's timeouts of tests and
 * lifecycle methods. A network that fails to start fails every class that names it, and is not tried again in that run.
 * When a test fails, the last lines of every node's log are attached to its exception.
 *
 * <p>State is kept under {@code target/orrery/} ({@code build/orrery/} in a Gradle project) and removed with the network.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NetworkExtension.class)
public @interface NetworkTest {
    /**
     * The network file, or a folder with a {@code network.yaml}: a path relative to the working directory, which Maven and
     * Gradle set to the module's folder, or else a resource on the class path.
     */
    String value() default "network.yaml";

    /** Who runs the nodes. */
    Backend on() default Backend.CONFIGURED;

    /** Who else uses the network. */
    Sharing sharing() default Sharing.RUN;

    /**
     * How many seconds the network may take from the start of its first process until it is ready; builds of binaries do
     * not count. Where classes share a network, that of the class which starts it holds.
     */
    int timeoutSeconds() default 60;
}
