package dev.orrery.client;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.internal.TxJson;
import dev.orrery.client.rpc.ChainBlocks;
import dev.orrery.client.rpc.EventQuery;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.rpc.NodeEvent;
import dev.orrery.client.wire.Any;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can be waited for. All waits follow the chain's blocks, go on after a node was lost and found again, and end at
 * their deadline with a {@link DeadlineExceededException} that says what was seen last; if the client is closed meanwhile,
 * with a {@link ChainException}.
 */
public interface Watching {
    /** The chain's blocks as they come. */
    ChainBlocks blocks();

    /** As {@link ChainClient#query(String, Object)}. */
    JsonNode query(String method, Object request);

    /** A message as JSON, by the chain's descriptors. */
    JsonNode decode(Any message);

    /**
     * Waits until the chain has a block of this height or a higher one.
     *
     * @return the newest block
     */
    default Head awaitBlock(long height, Deadline deadline) {
        return blocks().await(height, deadline);
    }

    /**
     * Waits for that many blocks after the newest one.
     *
     * @return the newest block
     */
    default Head awaitBlocks(int count, Deadline deadline) {
        return blocks().await(blocks().awaitHead(deadline).height() + count, deadline);
    }

    /**
     * Waits until the chain's own clock, the time of its newest block, is there: what time-outs, votes and unbondings go by.
     *
     * @return the newest block, of that time or later
     */
    default Head awaitBlockTime(Instant time, Deadline deadline) {
        Head newest = blocks().awaitHead(deadline);
        try {
            while (newest.time().isBefore(time)) {
                newest = blocks().await(newest.height() + 1, deadline);
            }
            return newest;
        } catch (DeadlineExceededException e) {
            Failure.Builder missed = Failure.doing("waiting for a block of " + time)
                    .expected("a block of that time or later within " + deadline.total())
                    .seen("block " + newest.height() + " of " + newest.time());
            e.failure().hint().ifPresent(missed::hint);
            throw new DeadlineExceededException(missed.build(), e);
        }
    }

    /**
     * Waits until a transaction is in a block; one that is there already counts, whether or not the node's index has it
     * yet. It may have failed there, see {@link TxResult#code()}.
     *
     * @param hash 64 hexadecimal digits
     */
    default TxResult awaitTx(String hash, Deadline deadline) {
        String wanted = hash.toUpperCase(Locale.ROOT);
        long height = blocks().awaitHead(deadline).height();
        try {
            Optional<JsonNode> tx = blocks().tx(wanted, deadline);
            while (tx.isEmpty()) {
                Head unused = blocks().await(++height, deadline);
                tx = blocks().txIn(height, wanted, deadline);
            }
            return TxJson.result(tx.get(), this::decode);
        } catch (DeadlineExceededException e) {
            throw new DeadlineExceededException(
                    Failure.doing("waiting for the transaction " + wanted)
                            .expected("its inclusion within " + deadline.total())
                            .seen("it is in no block up to "
                                    + blocks().seen().height() + "; "
                                    + e.failure().seen().orElse(""))
                            .hint("was it broadcast, and to this chain?")
                            .build(),
                    e);
        }
    }

    /**
     * The events of transactions and blocks that match, from the next block on, each once.
     *
     * @param query CometBFT's query language: {@code tm.event='Tx' AND transfer.recipient='cosmos1…'}
     */
    default EventStream events(String query, Deadline deadline) {
        return blocks().events(EventQuery.parse(query), deadline);
    }

    /**
     * Waits for an event that is yet to happen; see {@link #events} for those that follow what this thread does.
     *
     * @param query CometBFT's query language: {@code tm.event='Tx' AND transfer.recipient='cosmos1…'}
     */
    default NodeEvent await(String query, Deadline deadline) {
        return await(query, event -> true, deadline);
    }

    /**
     * Waits for the first event that matches and passes the test.
     *
     * @throws DeadlineExceededException with the last one that did not
     */
    default NodeEvent await(String query, Predicate<NodeEvent> test, Deadline deadline) {
        NodeEvent last = null;
        try (EventStream stream = events(query, deadline)) {
            while (true) {
                NodeEvent event = stream.next(deadline);
                if (test.test(event)) {
                    return event;
                }
                last = event;
            }
        } catch (DeadlineExceededException e) {
            if (last == null) {
                throw e;
            }
            throw new DeadlineExceededException(
                    Failure.doing("waiting for an event " + query)
                            .expected("one that passes the test within " + deadline.total())
                            .seen("last one that did not: " + last.attributes())
                            .build(),
                    e);
        }
    }

    /**
     * Asks until the answer is as wanted: now, and after each new block.
     *
     * @param method {@code cosmos.gov.v1.Query/Proposal}
     * @param request its fields, as in {@link ChainClient#query(String, Object)}
     * @return the first answer that is
     * @throws DeadlineExceededException with the last answer
     */
    default JsonNode awaitThat(String method, Object request, Predicate<JsonNode> condition, Deadline deadline) {
        return awaitThat(method, () -> query(method, request), condition, deadline);
    }

    /**
     * As {@link #awaitThat(String, Object, Predicate, Deadline)}, for anything that can be asked. What the chain refuses
     * ("not found") counts as an answer that is not as wanted.
     *
     * @param what the words for it in the error: {@code bob's balance}
     */
    default <T> T awaitThat(String what, Supplier<T> query, Predicate<T> condition, Deadline deadline) {
        Object last = "no answer yet";
        long height = blocks().awaitHead(deadline).height();
        try {
            while (true) {
                @Nullable T answer = null;
                try {
                    answer = query.get();
                    last = answer;
                } catch (UnreachableException | DeadlineExceededException e) {
                    last = e.failure().seen().orElse("no answer");
                } catch (ChainException e) {
                    last = "refused: " + e.failure().seen().orElse(e.failure().headline());
                }
                if (answer != null && condition.test(answer)) {
                    return answer;
                }
                height = blocks().await(height + 1, deadline).height();
            }
        } catch (DeadlineExceededException e) {
            Head head = blocks().seen();
            throw new DeadlineExceededException(
                    Failure.doing("waiting for " + what)
                            .where("block " + head.height() + " of " + head.time())
                            .expected("the condition to hold within " + deadline.total())
                            .seen("last answer: " + last)
                            .build(),
                    e);
        }
    }
}
