package dev.orrery.binaries;

import java.util.function.Function;
import java.util.function.Supplier;
import land.oras.auth.AuthStore;

/**
 * What of this machine binaries are had with: commands, each found for the source that needs it and only then, and the logins
 * of registries.
 */
record Tools(
        Function<String, GoTool> go,
        Function<String, Tool> cargo,
        Function<String, Tool> git,
        Supplier<AuthStore> logins) {
    static Tools ofThisMachine() {
        return new Tools(GoTool::ofThisMachine, CargoTool::ofThisMachine, GitTool::ofThisMachine, AuthStore::newStore);
    }

    Tools withGo(Function<String, GoTool> find) {
        return new Tools(find, cargo, git, logins);
    }

    Tools withCargo(Function<String, Tool> find) {
        return new Tools(go, find, git, logins);
    }

    Tools withGit(Function<String, Tool> find) {
        return new Tools(go, cargo, find, logins);
    }

    Tools withLogins(Supplier<AuthStore> find) {
        return new Tools(go, cargo, git, find);
    }
}
