package dev.orrery.tests.api;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The API service beside one network of two real chains. */
class NetworkApiTest {
    @BeforeAll
    static void start() throws IOException {
        WatchedNetwork.WATCHED.start();
    }

    @AfterAll
    static void stop() {
        WatchedNetwork.WATCHED.stop();
    }

    @Nested
    class Watched extends NetworkWatching {}

    @Nested
    class Used extends RegistryAndFaucet {}
}
