package dev.orrery.client;

import dev.orrery.base.ChainException;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.internal.TxSender;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.wire.Any;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A transaction that is about to be sent; nothing happens before {@link #send()}, {@link #broadcast()} or
 * {@link #sign()}. Each call returns a new request, so one may be kept and sent again.
 *
 * <p>Unless told otherwise it pays for the gas that a simulation used, times 1.3, at the chain's price; is signed as its
 * signer prefers; and may take 30 s until it is in a block.
 */
public final class TxRequest {
    private final TxSender sender;
    private final String prefix;
    private final TxOptions options;

    /** @param prefix the Bech32 prefix of the chain's accounts */
    TxRequest(TxSender sender, String prefix, Signer signer, List<Any> messages) {
        this(sender, prefix, new TxOptions(signer, messages));
    }

    private TxRequest(TxSender sender, String prefix, TxOptions options) {
        this.sender = sender;
        this.prefix = prefix;
        this.options = options;
    }

    /** A note that everybody can read; chains allow 256 characters by default. */
    public TxRequest memo(String text) {
        return with(changed -> changed.memo = text);
    }

    /** The last block that may include it. */
    public TxRequest timeoutHeight(long height) {
        return with(changed -> changed.timeoutHeight = height);
    }

    /**
     * Lets it take no turn among the account's transactions, so that any number may be on their way and none waits for
     * another (SDK 0.53 and later, where the chain has switched it on).
     *
     * @param timeout how long from now it may be included; chains allow 10 minutes by default
     */
    public TxRequest unordered(Duration timeout) {
        return with(changed -> changed.unorderedFor = timeout);
    }

    /** Sets the gas limit instead of simulating. */
    public TxRequest gas(long limit) {
        return with(changed -> changed.gas = limit);
    }

    /** By what the simulated gas is multiplied; 1.3 unless told otherwise. */
    public TxRequest gasMargin(double factor) {
        if (!(factor >= 1)) {
            throw new InvalidInputException(Failure.doing("setting a gas margin")
                    .expected("a factor of at least 1")
                    .seen(String.valueOf(factor))
                    .build());
        }
        return with(changed -> changed.gasMargin = factor);
    }

    /**
     * Pays the gas limit at this price, instead of at the chain's: what its fee market says now (with a quarter more, for
     * the blocks until then), else what the connection says, else the node's minimum.
     */
    public TxRequest gasPrice(GasPrice price) {
        return with(changed -> changed.gasPrice = price);
    }

    /** Pays this instead of the gas limit at a price. */
    public TxRequest fee(Coin... coins) {
        return with(changed -> changed.fee = List.of(coins));
    }

    /** Has another account pay the fee, which signs too. */
    public TxRequest feePayer(Signer payer) {
        return with(changed -> changed.feePayer = payer);
    }

    /**
     * Uses the allowance that another account has granted to the payer (x/feegrant).
     *
     * @param address the granter's address
     */
    public TxRequest feeGranter(String address) {
        byte[] checked = Bech32.decode(prefix, address);
        return checked.length == 0 ? this : with(changed -> changed.feeGranter = address);
    }

    /** Has others sign too, where messages name several signers: in the order in which the messages name them. */
    public TxRequest cosigners(Signer... others) {
        return with(changed -> changed.cosigners = List.of(others));
    }

    /**
     * What everybody signs, instead of what each prefers.
     *
     * @throws InvalidInputException when it is sent, if a signer cannot
     */
    public TxRequest signMode(SignMode mode) {
        return with(changed -> changed.mode = mode);
    }

    /** How long {@link #send()} may take until the transaction is in a block; 30 s unless told otherwise. */
    public TxRequest within(Duration duration) {
        return with(changed -> changed.within = duration);
    }

    /**
     * Signs it, hands it to a node and waits until it is in a block.
     *
     * @throws TxException if it fails, naming the messages, the code and the chain's own words
     * @throws ChainException if the chain cannot be reached
     * @throws DeadlineExceededException if it is in no block in time; it may still be included later
     */
    public TxResult send() {
        return sender.send(options.order(prefix));
    }

    /**
     * Signs it, hands it to a node, and waits until that has taken it. Its sequence is used up then.
     *
     * @throws TxException if the node refuses it
     * @throws ChainException if the chain cannot be reached
     */
    public PendingTx broadcast() {
        return new PendingTx(sender.broadcast(options.order(prefix)), options.within);
    }

    /**
     * Signs it and sends nothing. It has the account's next sequence, which stays free: whatever the account sends first
     * takes it.
     *
     * @see ChainClient#broadcast(SignedTx)
     */
    public SignedTx sign() {
        return sender.sign(options.order(prefix));
    }

    /**
     * The gas that it would use, without any margin.
     *
     * @throws TxException if it would fail
     */
    public long simulate() {
        return sender.simulate(options.order(prefix));
    }

    /**
     * Sends it, and expects the chain to refuse it or to have it fail; for tests.
     *
     * @return how it failed
     * @throws ChainException if it succeeds
     */
    public TxException expectFailure() {
        TxResult result;
        try {
            result = send();
        } catch (TxException e) {
            return e;
        }
        throw new ChainException(Failure.doing("sending a transaction that should fail")
                .where("block " + result.height() + ", transaction " + result.hash())
                .expected("a refusal, or a code other than 0")
                .seen("code 0: it succeeded")
                .build());
    }

    private TxRequest with(Consumer<TxOptions> change) {
        TxOptions changed = options.copy();
        change.accept(changed);
        return new TxRequest(sender, prefix, changed);
    }
}
