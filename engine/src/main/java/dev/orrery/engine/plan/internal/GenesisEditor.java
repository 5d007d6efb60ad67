package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.spec.GenesisEdits;
import tools.jackson.databind.node.ObjectNode;

/** Makes the changes that the user asks for. What there is to change, and of which kind it is, the default genesis tells. */
final class GenesisEditor {
    private final ChainLayout chain;
    private final ObjectNode genesis;

    GenesisEditor(ChainLayout chain, ObjectNode genesis) {
        this.chain = chain;
        this.genesis = genesis;
    }

    /** Merges the user's objects, then the parameters with keys of their own, then carries the operations out. */
    void edit() {
        ObjectNode wanted = chain.spec().genesis();
        GenesisEdits edits = chain.spec().genesisEdits();
        new MergeCheck(
                        "this binary's genesis",
                        "to add it all the same, use `genesisPatch` with `op: add`",
                        MergeCheck.Numbers.MAY_BE_QUOTED,
                        this::refused)
                .check("genesis", genesis, wanted);
        MergePatch.apply(genesis, wanted);
        new GenesisParams(genesis, this::refused).write(edits);
        new JsonPatch(genesis, this::refused).apply(edits.patch());
    }

    private InvalidInputException refused(String where, String expected, String seen, String hint) {
        return new InvalidInputException(Failure.doing("planning the genesis of " + chain.name())
                .where("chains." + chain.name() + "." + where)
                .expected(expected)
                .seen(seen)
                .hint(hint)
                .build());
    }
}
