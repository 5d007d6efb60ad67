package dev.orrery.engine.relayers;

import dev.orrery.engine.plan.PlannedFile;
import java.util.List;
import java.util.Optional;

/**
 * All that must be written and run for one relayer.
 *
 * @param id which one
 * @param files the files of its home
 * @param setup commands of its program that are run one after the other before it is started, such as the import of keys
 * @param start the arguments with which it is started, as those of a {@link Command}
 */
public record RelayerPlan(RelayerId id, List<PlannedFile> files, List<Command> setup, List<String> start) {
    /** Stands for the relayer's home, since the plan does not know where that is. */
    public static final String HOME = "{home}";

    private static final String CONTENT = "{content of ";

    public RelayerPlan {
        files = List.copyOf(files);
        setup = List.copyOf(setup);
        start = List.copyOf(start);
    }

    /**
     * Arguments of the relayer's program, with {@link #HOME} for its home, and {@link #contentOf} for the content of a file.
     *
     * @param doing what they do, as a present participle
     */
    public record Command(String doing, List<String> arguments) {
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An argument that stands for the content of one of the planned files. What runs the command puts it in; what tells of
     * the command does not, since it may be a secret.
     */
    public static String contentOf(String file) {
        return CONTENT + file + "}";
    }

    /** The file whose content an argument stands for; empty for any other argument. */
    public static Optional<String> fileOf(String argument) {
        return argument.startsWith(CONTENT) && argument.endsWith("}")
                ? Optional.of(argument.substring(CONTENT.length(), argument.length() - 1))
                : Optional.empty();
    }
}
