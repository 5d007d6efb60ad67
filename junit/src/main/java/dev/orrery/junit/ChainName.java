package dev.orrery.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which chain of the network a parameter of type {@link dev.orrery.network.Chain} is. May be left out where the
 * network has one chain only.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ChainName {
    /** The chain's name in the network file: {@code hub}. */
    String value();
}
