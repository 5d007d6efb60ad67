package dev.orrery.service.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error, to be sent as problem JSON (RFC 9457). */
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final transient Map<String, String> members = new LinkedHashMap<>();

    /**
     * @param name what programs tell it by: {@code file-not-found}
     * @param detail what a person is told of this very case
     */
    public HttpProblem(int status, String name, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.name = name;
    }

    /** Adds a header to the answer. */
    public HttpProblem header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Adds a member to the document. */
    public HttpProblem with(String member, String value) {
        members.put(member, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String name() {
        return name;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> members() {
        return members;
    }
}
