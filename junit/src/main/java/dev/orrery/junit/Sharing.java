package dev.orrery.junit;

/** Which tests use one and the same network. */
public enum Sharing {
    /**
     * All test classes of the run that name the same network file, also when they run in parallel. The network is
     * started when the first of them begins and stopped after the last of them; {@link ByNetwork} runs them one after
     * another. Where JUnit is handed one class at a time, nobody can know which is the last, and it is stopped at the end of
     * the run. Tests keep out of each other's way by using fresh accounts, and must leave the nodes alone.
     */
    RUN,
    /** The tests of one class, nested classes included. For classes that change what others would notice. */
    CLASS,
    /** Nobody: every test method has a network of its own. */
    METHOD
}
