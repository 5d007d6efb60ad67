package dev.orrery.benchmarks.service;

import java.io.IOException;
import java.nio.file.Path;

/** A service that takes and gives files. */
interface Rival {
    String label();

    /**
     * Starts it.
     *
     * @param folder empty, for what it keeps
     */
    Running start(Path folder) throws IOException;

    /** One that runs; it answers. */
    interface Running extends AutoCloseable {
        Process process();

        /** Sends a file; returns once the service says that it has it. */
        void upload(String name, Path file) throws IOException;

        /** Reads a file and counts its bytes. */
        long download(String name) throws IOException;

        /**
         * Reads a file that may not be there yet, if the service has a way to wait for it.
         *
         * @param asked called once it waits
         */
        long await(String name, Runnable asked) throws IOException;

        /** Whether {@link #await} waits. */
        boolean waits();

        /** Ends it. */
        @Override
        void close();
    }
}
