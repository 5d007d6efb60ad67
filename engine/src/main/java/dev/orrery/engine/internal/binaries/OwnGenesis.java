package dev.orrery.engine.internal.binaries;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.spec.ChainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A genesis of the user's own, in the place of the binary's default. */
public final class OwnGenesis {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OwnGenesis() {}

    /**
     * The facts of a chain's binary, with the chain's own genesis if it has one.
     *
     * @throws InvalidInputException if the file is not there, is no JSON, is no genesis, or has validators of its own
     */
    static BinaryFacts in(BinaryFacts facts, ChainSpec chain) {
        Optional<Path> file = chain.genesisEdits().file();
        return file.isEmpty()
                ? facts
                : new BinaryFacts(facts.sha256(), read(file.get(), chain), facts.configFiles(), facts.prefix());
    }

    private static ObjectNode read(Path file, ChainSpec chain) {
        Failure.Builder failure = Failure.doing("reading the genesis of " + chain.name() + ", " + file)
                .where("chains." + chain.name() + ".genesisFile");
        JsonNode read;
        try {
            read = JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(failure.seen("there is no such file")
                    .hint("correct the path; relative paths start at the network file")
                    .build());
        } catch (IOException e) {
            throw new InvalidInputException(
                    failure.seen("it cannot be read (" + e.getMessage() + ")").build());
        } catch (JacksonException e) {
            throw new InvalidInputException(failure.expected("JSON")
                    .seen("line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage())
                    .build());
        }
        if (!(read instanceof ObjectNode genesis) || !(genesis.get("app_state") instanceof ObjectNode state)) {
            throw new InvalidInputException(failure.expected("a genesis: an object with \"app_state\"")
                    .seen("none")
                    .hint("give the whole genesis.json, not only the state of a module")
                    .build());
        }
        // Their keys are nobody's here, so the chain could make no block.
        if (!state.at("/staking/validators").isEmpty()) {
            throw new InvalidInputException(failure.expected("no validators in app_state.staking")
                    .seen(state.at("/staking/validators").size() + " of them, as in the export of a running chain")
                    .hint("remove validators, delegations and their powers: Orrery adds the chain's own")
                    .build());
        }
        genesis.remove("validators");
        if (genesis.get("consensus") instanceof ObjectNode consensus) {
            consensus.remove("validators");
        }
        return genesis;
    }
}
