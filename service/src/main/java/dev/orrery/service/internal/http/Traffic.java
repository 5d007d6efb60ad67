package dev.orrery.service.internal.http;

/** Hears of what a server does. Called by many threads at once. */
public interface Traffic {
    /**
     * A request was answered.
     *
     * @param route as it is declared; {@code none} where there is no such route, or nobody known asked
     * @param took in seconds
     */
    void answered(String method, String route, int status, double took);

    /** A thread began to serve somebody. */
    void threadBegan();

    /** It has nobody to serve any more, and is gone. */
    void threadEnded();
}
