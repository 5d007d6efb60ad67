package dev.orrery.binaries.internal;

import dev.orrery.binaries.internal.cargo.CargoTool;
import dev.orrery.binaries.internal.git.GitTool;
import dev.orrery.binaries.internal.go.GoTool;
import dev.orrery.binaries.internal.tools.Tool;
import java.util.function.Function;
import java.util.function.Supplier;
import land.oras.auth.AuthStore;

/**
 * What of this machine binaries are had with: commands, each found for the source that needs it and only then, and the logins
 * of registries.
 */
public record Tools(
        Function<String, GoTool> go,
        Function<String, Tool> cargo,
        Function<String, Tool> git,
        Supplier<AuthStore> logins) {
    public static Tools ofThisMachine() {
        return new Tools(GoTool::ofThisMachine, CargoTool::ofThisMachine, GitTool::ofThisMachine, AuthStore::newStore);
    }

    public Tools withGo(Function<String, GoTool> find) {
        return new Tools(find, cargo, git, logins);
    }

    public Tools withCargo(Function<String, Tool> find) {
        return new Tools(go, find, git, logins);
    }

    public Tools withGit(Function<String, Tool> find) {
        return new Tools(go, cargo, find, logins);
    }

    public Tools withLogins(Supplier<AuthStore> find) {
        return new Tools(go, cargo, git, find);
    }
}
