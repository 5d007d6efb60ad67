package dev.orrery.service;

import java.time.Duration;

/**
 * How much a service takes on. What goes beyond is refused with a clear answer, so that one client cannot take a
 * network's disk, memory or connections from the others.
 *
 * @param fileBytes the size of one file
 * @param files how many files there may be
 * @param storeBytes the size of all files together
 * @param jsonBytes the size of a body that is not a file
 * @param requestsPerSecond for one client, on average; twice as many at once
 * @param connections how many there may be at one time, of all clients together
 * @param bytesPerSecond what a client must send of a body on average; slower ones are cut off
 * @param idle how long a connection may be silent where something is due from the client
 * @param longestWait how long a request may wait for something to happen
 */
public record Limits(
        long fileBytes,
        int files,
        long storeBytes,
        int jsonBytes,
        int requestsPerSecond,
        int connections,
        int bytesPerSecond,
        Duration idle,
        Duration longestWait) {

    /** Enough for networks of a hundred nodes and files of a few gigabytes. */
    public static final Limits USUAL = new Limits(
            4L << 30, 10_000, 64L << 30, 1 << 20, 1_000, 4_096, 256, Duration.ofSeconds(30), Duration.ofSeconds(60));

    public Limits withFileBytes(long bytes) {
        return new Limits(
                bytes, files, storeBytes, jsonBytes, requestsPerSecond, connections, bytesPerSecond, idle, longestWait);
    }

    public Limits withFiles(int count) {
        return new Limits(
                fileBytes,
                count,
                storeBytes,
                jsonBytes,
                requestsPerSecond,
                connections,
                bytesPerSecond,
                idle,
                longestWait);
    }

    public Limits withStoreBytes(long bytes) {
        return new Limits(
                fileBytes, files, bytes, jsonBytes, requestsPerSecond, connections, bytesPerSecond, idle, longestWait);
    }

    public Limits withRequestsPerSecond(int count) {
        return new Limits(
                fileBytes, files, storeBytes, jsonBytes, count, connections, bytesPerSecond, idle, longestWait);
    }

    public Limits withIdle(Duration time) {
        return new Limits(
                fileBytes,
                files,
                storeBytes,
                jsonBytes,
                requestsPerSecond,
                connections,
                bytesPerSecond,
                time,
                longestWait);
    }

    public Limits withLongestWait(Duration time) {
        return new Limits(
                fileBytes, files, storeBytes, jsonBytes, requestsPerSecond, connections, bytesPerSecond, idle, time);
    }
}
