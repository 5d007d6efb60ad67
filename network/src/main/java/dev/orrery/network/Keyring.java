package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.client.keys.AccountKey;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.KeyFormat;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.internal.KeptKeys;
import dev.orrery.network.internal.KeptKeys.Kept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one chain whose keys are known: those of genesis, and those that were made or imported since. The latter
 * are kept in the network's own folder, in files for their owner alone, and go with it; what one process keeps, all others
 * that are attached to the network find. Thread-safe.
 */
public final class Keyring {
    /** As in the network file. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    private final Chain chain;
    private final List<AccountDescription> genesis;
    private final List<AccountDescription> operators;
    private final @Nullable KeptKeys kept;

    /** @param folder the network's own; empty where there is none on this machine */
    Keyring(Chain chain, String folder) {
        this.chain = chain;
        this.genesis = chain.description().accounts();
        this.operators = chain.description().nodes().stream()
                .map(NodeDescription::operator)
                .flatMap(Optional::stream)
                .toList();
        this.kept = folder.isEmpty() ? null : new KeptKeys(Path.of(folder).resolve(chain.name()));
    }

    /** Where a key comes from. */
    public enum Origin {
        /** An account of genesis: one of the network file, or the faucet. */
        GENESIS,
        /** The account that made a validator, named after its node. */
        VALIDATOR,
        /** Made or imported after the start, and kept with the network. */
        KEPT
    }

    /** An account, without its secret. */
    public record Entry(String name, String address, Origin origin) {}

    /** All of them: those of genesis, validators' operators, then the kept ones by name. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        genesis.forEach(account -> entries.add(entry(account, Origin.GENESIS)));
        operators.forEach(account -> entries.add(entry(account, Origin.VALIDATOR)));
        if (kept != null) {
            kept.all().forEach(key -> entries.add(new Entry(key.name(), key.address(), Origin.KEPT)));
        }
        return entries;
    }

    /** The account of this name or address. */
    public Optional<Entry> find(String nameOrAddress) {
        return entries().stream()
                .filter(entry ->
                        entry.name().equals(nameOrAddress) || entry.address().equals(nameOrAddress))
                .findFirst();
    }

    /**
     * Makes an account with a new key of 24 words, and keeps it. Asks nothing of the chain, which has not heard of it.
     *
     * @param name lower-case letters, digits, {@code _} and {@code -}, a letter first, 40 at most
     * @throws InvalidInputException if the name is none, or taken
     * @throws NetworkStateException if the network has no folder on this machine, or is gone
     */
    public Account create(String name) {
        checkName(name);
        Mnemonic mnemonic = Mnemonic.generate();
        return keep(name, derived(mnemonic), mnemonic);
    }

    /** As {@link #create(String)}, with the first free of the names {@code key-1}, {@code key-2}, … */
    public Account create() {
        Mnemonic mnemonic = Mnemonic.generate();
        return keep(null, derived(mnemonic), mnemonic);
    }

    /**
     * Keeps the account of a mnemonic, at the chain's standard path {@code m/44'/<coin type>'/0'/0/0}.
     *
     * @throws InvalidInputException if the name is none or taken, or the key is here already
     * @throws NetworkStateException if the network has no folder on this machine, or is gone
     */
    public Account add(String name, Mnemonic mnemonic) {
        checkName(name);
        return keep(name, derived(mnemonic), mnemonic);
    }

    /**
     * As {@link #add(String, Mnemonic)}, for a key by itself.
     *
     * @throws InvalidInputException also if the chain's accounts have keys of another kind
     */
    public Account add(String name, AccountKey key) {
        checkName(name);
        checkKind(key);
        return keep(name, key, null);
    }

    /**
     * The words that an account's key was made from; empty for one that was imported by itself.
     *
     * @throws InvalidInputException if there is no such account
     */
    public Optional<Mnemonic> mnemonic(String nameOrAddress) {
        Entry entry = require(nameOrAddress);
        return entry.origin() == Origin.KEPT
                ? kept(entry).mnemonic().map(Mnemonic::parse)
                : Optional.of(Mnemonic.parse(described(entry).mnemonic()));
    }

    /** An account with its key. */
    Account account(Entry entry) {
        if (entry.origin() != Origin.KEPT) {
            return account(entry.name(), Mnemonic.parse(described(entry).mnemonic()));
        }
        Kept key = kept(entry);
        return key.mnemonic()
                .map(words -> account(entry.name(), Mnemonic.parse(words)))
                .orElseGet(() -> new Account(
                        chain,
                        entry.name(),
                        AccountKey.fromPrivateKey(
                                HexFormat.of().parseHex(key.privateKey().orElseThrow()), format())));
    }

    Account account(String name, Mnemonic mnemonic) {
        return new Account(chain, name, derived(mnemonic));
    }

    /** @throws InvalidInputException if there is no such account */
    Entry require(String nameOrAddress) {
        return find(nameOrAddress)
                .orElseThrow(() -> Network.unknown(
                        "account",
                        nameOrAddress,
                        entries().stream().map(Entry::name).toList(),
                        "the chain " + chain.name()));
    }

    private Account keep(@Nullable String name, AccountKey key, @Nullable Mnemonic mnemonic) {
        if (kept == null) {
            throw new NetworkStateException(Failure.doing("keeping a key of " + chain.name())
                    .expected("a network with a folder on this machine")
                    .seen("the network \"" + chain.network().name() + "\" has none")
                    .build());
        }
        String address = key.address(chain.prefix());
        Kept added = kept.add(others -> {
            List<Entry> all = entries();
            String chosen = name == null ? freeName(all) : name;
            all.stream()
                    .filter(entry ->
                            entry.name().equals(chosen) || entry.address().equals(address))
                    .findFirst()
                    .ifPresent(entry -> {
                        throw taken(chosen, entry);
                    });
            return new Kept(
                    chosen,
                    address,
                    Optional.ofNullable(mnemonic).map(Mnemonic::phrase),
                    mnemonic == null ? Optional.of(HexFormat.of().formatHex(key.privateKey())) : Optional.empty());
        });
        return new Account(chain, added.name(), key);
    }

    /** How the chain names the keys of its accounts. */
    public KeyFormat format() {
        return chain.description().keyFormat();
    }

    private void checkKind(AccountKey key) {
        if (!key.publicKey().format().equals(format())) {
            throw new InvalidInputException(Failure.doing("keeping a key of " + chain.name())
                    .expected("a key of the kind that its accounts have, " + format().typeUrl())
                    .seen(key.publicKey().format().typeUrl())
                    .hint("give its 32 bytes in hexadecimal, or its mnemonic: they make a key of the chain's kind")
                    .build());
        }
    }

    private static String freeName(List<Entry> all) {
        List<String> names = all.stream().map(Entry::name).toList();
        for (int i = 1; ; i++) {
            if (!names.contains("key-" + i)) {
                return "key-" + i;
            }
        }
    }

    private AccountKey derived(Mnemonic mnemonic) {
        return AccountKey.fromMnemonic(
                mnemonic, HdPath.ofCoinType(chain.description().coinType()), format());
    }

    private Kept kept(Entry entry) {
        return Optional.ofNullable(kept)
                .flatMap(keys -> keys.find(entry.name()))
                .orElseThrow(() -> new NetworkStateException(Failure.doing("reading the key of " + entry.name())
                        .seen("it is gone")
                        .build()));
    }

    private AccountDescription described(Entry entry) {
        return (entry.origin() == Origin.VALIDATOR ? operators : genesis)
                .stream()
                        .filter(account -> account.name().equals(entry.name()))
                        .findFirst()
                        .orElseThrow();
    }

    private static Entry entry(AccountDescription account, Origin origin) {
        return new Entry(account.name(), account.address(), origin);
    }

    private void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInputException(Failure.doing("keeping a key of " + chain.name())
                    .where("its name")
                    .expected("lower-case letters, digits, _ and -, a letter first, at most 40 in all")
                    .seen("\"" + name + "\"")
                    .build());
        }
    }

    private InvalidInputException taken(String name, Entry by) {
        Failure.Builder failure = Failure.doing("keeping a key of " + chain.name());
        return new InvalidInputException(
                by.name().equals(name)
                        ? failure.where("its name")
                                .expected("one that no account of " + chain.name() + " has")
                                .seen("\"" + name + "\", which is " + by.address())
                                .hint("choose another name")
                                .build()
                        : failure.expected("a key that is not here yet")
                                .seen("the key of \"" + by.name() + "\", " + by.address())
                                .hint("use it by that name")
                                .build());
    }
}
