package dev.orrery.binaries;

import java.util.function.Function;

/** How the commands are found that binaries are made with, each for the source that needs it, and only then. */
record Tools(Function<String, GoTool> go, Function<String, Tool> cargo, Function<String, Tool> git) {
    static Tools ofThisMachine() {
        return new Tools(GoTool::ofThisMachine, CargoTool::ofThisMachine, GitTool::ofThisMachine);
    }

    Tools withGo(Function<String, GoTool> find) {
        return new Tools(find, cargo, git);
    }

    Tools withCargo(Function<String, Tool> find) {
        return new Tools(go, find, git);
    }

    Tools withGit(Function<String, Tool> find) {
        return new Tools(go, cargo, find);
    }
}
