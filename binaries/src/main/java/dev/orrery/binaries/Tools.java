package dev.orrery.binaries;

import java.util.function.Function;

/** How the commands are found that binaries are made with, each by the source that asks for it; asked only when it is needed. */
record Tools(Function<String, GoTool> go, Function<String, Tool> cargo) {
    static Tools ofThisMachine() {
        return new Tools(GoTool::ofThisMachine, CargoTool::ofThisMachine);
    }

    Tools withGo(Function<String, GoTool> find) {
        return new Tools(find, cargo);
    }

    Tools withCargo(Function<String, Tool> find) {
        return new Tools(go, find);
    }
}
