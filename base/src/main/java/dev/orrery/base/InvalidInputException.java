package dev.orrery.base;

import java.util.List;

/**
 * Something that the user wrote is wrong: the network file, an argument, a coin. All problems of one input are reported
 * at once.
 */
public final class InvalidInputException extends OrreryException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** One wrong argument or value, with no file behind it. */
    public InvalidInputException(Failure failure) {
        super(failure, null);
        this.problems = List.of();
    }

    /** Every problem of one file, in the order of their places. */
    public InvalidInputException(Failure failure, List<Problem> problems) {
        super(failure, null);
        this.problems = List.copyOf(problems);
    }

    /** The single problems, in the order of their places; empty where the failure itself says it all. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        StringBuilder text = new StringBuilder(super.getMessage());
        for (Problem problem : problems) {
            text.append(System.lineSeparator()).append("  ").append(problem);
        }
        return text.toString();
    }
}
