package dev.orrery.engine.stages;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.TxException;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.modules.Validator;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.MsgCreateValidator;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.NodeId;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The stage {@code create-validator}: a node that runs as a full node catches up, and a {@code MsgCreateValidator} signed
 * with its own operator's key makes it a validator. It is over when the node is in the active set and has signed a block.
 */
public final class CreateValidator {
    /** CometBFT applies what a block changes in the validator set two blocks later. */
    private static final int UNTIL_SET = 2;

    /** {@code BlockIDFlagCommit}: the validator signed the block itself. */
    private static final int SIGNED = 2;

    private final NodeId node;
    private final ChainConnection connection;
    private final StageLog log;
    private final Deadline deadline;

    /**
     * @param connection the node's own endpoints, with the prefix and the gas price of its chain
     * @param deadline for all of it
     */
    public CreateValidator(NodeId node, ChainConnection connection, StageLog log, Deadline deadline) {
        this.node = node;
        this.connection = connection;
        this.log = log;
        this.deadline = deadline;
    }

    /**
     * Runs it.
     *
     * @param operator signs; it has the stake and something for the fee
     * @throws StageException with the chain's own words if it refuses the transaction, or makes a validator of the node
     *     that has no voting power
     * @throws DeadlineExceededException if the node does not catch up, or does not sign, in time
     */
    public void run(MsgCreateValidator message, Signer operator) {
        run(message, operator, false);
    }

    /**
     * Runs it, unless an earlier owner of the network has: an operator who has a validator is left alone, whatever became of
     * that since.
     *
     * @throws StageException as {@link #run}
     * @throws DeadlineExceededException as {@link #run}
     */
    public void runOnce(MsgCreateValidator message, Signer operator) {
        run(message, operator, true);
    }

    private void run(MsgCreateValidator message, Signer operator, boolean mayBeThere) {
        log.line("create-validator of " + node + ", with a stake of " + message.selfDelegation());
        try (ChainClient chain = ChainClient.open(connection)) {
            catchUp(chain.rpc());
            String there = mayBeThere ? already(chain, message) : "";
            if (!there.isEmpty()) {
                log.line("nothing to do" + there);
                return;
            }
            TxResult made = send(chain, message, operator);
            log.line("validator " + message.validatorAddress() + " made in block " + made.height() + ", transaction "
                    + made.hash());
            awaitSignature(chain, message, made.height());
            log.line("done");
        } catch (StageException | DeadlineExceededException e) {
            log.line("failed: " + e.failure().headline());
            throw e;
        }
    }

    /** The node's {@code status} alone says whether it is still catching up, so it is asked at each of its blocks. */
    private void catchUp(CometRpc rpc) {
        while (rpc.status().catchingUp()) {
            awaitBlock(rpc, rpc.head().height() + 1, "the node to have caught up");
        }
        log.line("caught up at block " + rpc.head().height());
    }

    private TxResult send(ChainClient chain, MsgCreateValidator message, Signer operator) {
        try {
            return chain.tx(operator, message).within(deadline.remaining()).send();
        } catch (TxException e) {
            throw new StageException(
                    failure()
                            .expected("the chain to accept the MsgCreateValidator of " + message.validatorAddress())
                            .seen(e.words() + already(chain, message))
                            .build(),
                    e);
        }
    }

    /** Of an operator who has a validator: what became of that. */
    private static String already(ChainClient chain, MsgCreateValidator message) {
        try {
            return "; its validator " + state(chain.staking().validator(message.validatorAddress()));
        } catch (ChainException e) {
            return "";
        }
    }

    private void awaitSignature(ChainClient chain, MsgCreateValidator message, long made) {
        CometRpc rpc = chain.rpc();
        String address =
                HexFormat.of().withUpperCase().formatHex(message.consensusKey().address());
        long height = made + UNTIL_SET;
        boolean active = false;
        while (true) {
            // The commit of a block is final once the next one has it.
            awaitBlock(
                    rpc,
                    height + 1,
                    active ? "the validator to have signed a block" : "the validator to be in the active set");
            if (!inSet(rpc, address, height)) {
                requireBonded(chain, message, height);
            } else if (!active) {
                active = true;
                log.line("in the active set at block " + height);
            }
            if (active && signed(rpc, address, height)) {
                log.line("signed block " + height);
                return;
            }
            height = Math.max(height + 1, rpc.head().height() - 1);
        }
    }

    private static boolean inSet(CometRpc rpc, String address, long height) {
        return rpc.validators(height).stream()
                .anyMatch(validator -> validator.address().equals(address));
    }

    private static boolean signed(CometRpc rpc, String address, long height) {
        for (JsonNode signature : rpc.commit(height).at("/commit/signatures")) {
            if (signature.path("validator_address").asString("").equals(address)
                    && signature.path("block_id_flag").asInt() == SIGNED) {
                return true;
            }
        }
        return false;
    }

    /** A validator outside the set may be on its way into it; one that is not bonded will not get there. */
    private void requireBonded(ChainClient chain, MsgCreateValidator message, long height) {
        Validator validator = chain.staking().validator(message.validatorAddress());
        if (validator.jailed() || !validator.isBonded()) {
            throw new StageException(failure()
                    .expected("a validator in the active set that signs blocks")
                    .seen("at block " + height + " it " + state(validator))
                    .hint(
                            validator.jailed()
                                    ? "was its node there, with the key that it was made with? Of the last"
                                            + " slashing.params.signed_blocks_window blocks it has missed too many"
                                    : "give it a stake that is at least powerReduction, and more than the least of a"
                                            + " full set has")
                    .build());
        }
    }

    private static String state(Validator validator) {
        return (validator.jailed() ? "is jailed, its status is " : "has the status ")
                + validator.status().name().toLowerCase(Locale.ROOT) + ", with " + validator.tokens() + " tokens";
    }

    private void awaitBlock(CometRpc rpc, long height, String expected) {
        try {
            rpc.awaitBlock(height, deadline);
        } catch (DeadlineExceededException e) {
            throw new DeadlineExceededException(
                    failure()
                            .expected(expected + " within " + deadline.total().toSeconds() + " s")
                            .seen(e.failure().seen().orElse("no block " + height))
                            .build(),
                    e);
        } catch (ChainException e) {
            throw new StageException(
                    failure()
                            .expected(expected)
                            .seen(e.failure().seen().orElse(e.failure().doing()))
                            .build(),
                    e);
        }
    }

    private Failure.Builder failure() {
        return Failure.doing("making " + node + " a validator")
                .where("stage " + Stage.CREATE_VALIDATOR)
                .command("orrery logs " + node + " --stage " + Stage.CREATE_VALIDATOR.label());
    }

    /** What the stage's log of a node says that needs none, and why. */
    public static Optional<String> needless(dev.orrery.engine.plan.NodeLayout node) {
        return switch (node.role()) {
            case GENESIS_VALIDATOR -> Optional.of("it is a validator at genesis already");
            case FULL_NODE -> Optional.of("it is a full node");
            case CREATED_VALIDATOR -> Optional.empty();
        };
    }
}
