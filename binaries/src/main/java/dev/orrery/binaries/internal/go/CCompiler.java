package dev.orrery.binaries.internal.go;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The C compiler that {@code go} calls for programs with C code in them: the one that {@code go env CC} names. */
public final class CCompiler {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VARIABLE = "CC";

    private CCompiler() {}

    /**
     * Makes sure that there is one, before minutes are spent on all that needs none.
     *
     * @throws BinaryException if there is none
     */
    static void require(GoTool go, Map<String, String> environment, Path folder, Steps steps) {
        Command.Result result = go.command(
                        "asking for the C compiler", steps.source(), folder, environment, List.of("env", VARIABLE))
                .run(Deadline.after(PATIENCE));
        String command = String.join(" ", result.out()).strip();
        String program = command.split("\\s+", 2)[0];
        Map<String, String> all = new HashMap<>(go.environment());
        all.putAll(environment);
        if (program.isEmpty() || Programs.find(program, all, List.of()).isEmpty()) {
            throw new BinaryException(Failure.doing("looking for a C compiler, which `cgo: true` asks for")
                    .where(steps.source())
                    .expected(program.isEmpty() ? "a compiler that `go env CC` names" : "`" + program + "` on PATH")
                    .seen("none")
                    .hint("install gcc or clang (Debian: apt install build-essential; macOS: xcode-select"
                            + " --install), name another with the variable CC, or give a ready binary with `path:`"
                            + " or `image:`")
                    .build());
        }
    }
}
