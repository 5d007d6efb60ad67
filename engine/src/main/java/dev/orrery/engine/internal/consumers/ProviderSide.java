package dev.orrery.engine.internal.consumers;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.ConsumerChain;
import dev.orrery.client.modules.ConsumerLaunch;
import dev.orrery.client.modules.ConsumerPhase;
import dev.orrery.client.modules.Denom;
import dev.orrery.client.modules.Provider;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.tx.Msg;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.ibc.Height;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.LaunchOptions;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.Profile;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What is done on a running provider in order to launch a consumer chain (x/ccv/provider). */
public final class ProviderSide {
    private static final long QUICK_BLOCKS_PER_REWARD = 20;

    private final Chain provider;
    private final ChainLayout consumer;
    private final BigInteger unitOfPower;
    private final Consumer<String> log;
    private final Deadline deadline;

    /**
     * @param unitOfPower how much stake gives one unit of voting power on the provider
     * @param log hears how far it is, in a few words
     */
    ProviderSide(
            Chain provider, ChainLayout consumer, BigInteger unitOfPower, Consumer<String> log, Deadline deadline) {
        this.provider = provider;
        this.consumer = consumer;
        this.unitOfPower = unitOfPower;
        this.log = log;
        this.deadline = deadline;
    }

    /**
     * Registers the consumer, has validators opt in, and only then gives it a spawn time: a consumer whose time comes before
     * anybody has opted in is not launched.
     *
     * @return the provider's number for it
     */
    String register(LaunchOptions options) {
        List<NodeLayout> validators = validators(options);
        Account owner = operator(validators.getFirst());
        String id = Provider.consumerId(owner.chain()
                .client()
                .tx(
                        owner.key(),
                        Provider.createConsumer(
                                owner.address(),
                                consumer.chainId(),
                                new Provider.Metadata(
                                        consumer.name(), "a consumer chain of " + provider.name(), "none"),
                                Optional.empty(),
                                options.shaping()))
                .within(deadline.remaining())
                .send());
        log.accept("registered on " + provider + " as consumer " + id);
        return spawn(id, options);
    }

    /** Goes on where an earlier owner of the network ended; registers it, if there was none. */
    String registerOnce(LaunchOptions options) {
        Optional<ConsumerChain> known = provider.client().provider().consumerChains().stream()
                .filter(chain -> chain.chainId().equals(consumer.chainId()))
                .max(Comparator.comparingLong(chain -> Long.parseLong(chain.consumerId())));
        if (known.isEmpty()) {
            return register(options);
        }
        log.accept("is consumer " + known.get().consumerId() + " of " + provider + " already, in the phase "
                + known.get().phase());
        return known.get().phase() == ConsumerPhase.REGISTERED
                ? spawn(known.get().consumerId(), options)
                : known.get().consumerId();
    }

    private String spawn(String id, LaunchOptions options) {
        List<NodeLayout> validators = validators(options);
        Account owner = operator(validators.getFirst());
        List<Runnable> optIns = new ArrayList<>();
        validators.forEach(node -> optIns.add(() -> send(operator(node), optIn(node, id))));
        AllOrNothing.run(optIns);
        log.accept("opted in for by "
                + String.join(
                        ", ", validators.stream().map(it -> it.id().node()).toList()));
        send(
                owner,
                Provider.updateConsumer(
                        owner.address(),
                        id,
                        Provider.ConsumerUpdate.nothing()
                                .launch(launch(Instant.now().plus(options.spawnAfter())))));
        return id;
    }

    private List<NodeLayout> validators(LaunchOptions options) {
        List<String> known = consumer.nodes().stream()
                .filter(node -> node.operator().isPresent())
                .map(node -> node.id().node())
                .toList();
        options.validators().stream()
                .filter(name -> !known.contains(name))
                .forEach(provider::node); // tells the nearest name
        List<String> wanted = options.validators().isEmpty() ? known : options.validators();
        return consumer.nodes().stream()
                .filter(node -> wanted.contains(node.id().node()))
                .toList();
    }

    private ConsumerLaunch launch(Instant spawnTime) {
        ConsumerLaunch launch = ConsumerLaunch.at(spawnTime)
                .initialHeight(Height.revisionOf(consumer.chainId()), 1)
                .unbondingPeriod(consumer.unbonding());
        return consumer.spec().profile() == Profile.FAST
                ? launch.blocksPerTransmission(QUICK_BLOCKS_PER_REWARD)
                : launch;
    }

    private Msg optIn(NodeLayout node, String id) {
        String validator = Staking.operatorAddress(operator(node).address());
        boolean assigned = consumer.spec()
                .consumer()
                .filter(it -> it.keys() == ConsumerSpec.Keys.ASSIGNED)
                .isPresent();
        return assigned
                ? Provider.optIn(validator, id, node.consensusKey().publicKey())
                : Provider.optIn(validator, id);
    }

    /** The provider's node of this name is the one that signs. */
    private Account operator(NodeLayout node) {
        return provider.node(node.id().node()).operator();
    }

    /**
     * Waits for the spawn time.
     *
     * @return the provider's light client of the consumer
     * @throws StageException if it has no spawn time, or the provider has put the launch off for good
     */
    String awaitLaunched(String id) {
        Provider.Consumer found = provider.client()
                .awaitThat(
                        "the launch of " + consumer.name() + ", consumer " + id + " of " + provider,
                        () -> provider.client().provider().consumerChain(id),
                        it -> it.phase() != ConsumerPhase.INITIALIZED,
                        deadline);
        if (found.phase() != ConsumerPhase.LAUNCHED) {
            throw new StageException(Failure.doing("launching " + consumer.name())
                    .where("consumer " + id + " of " + provider)
                    .expected("the phase INITIALIZED until its spawn time, then LAUNCHED")
                    .seen("the phase " + found.phase() + ": it was never given a spawn time, or " + provider
                            + " could not launch it then and took its spawn time away")
                    .hint("has a validator opted in that may validate it, and has power? Why it failed is in the"
                            + " provider's log")
                    .command("orrery logs " + provider + "/"
                            + provider.nodes().getFirst().name())
                    .build());
        }
        log.accept("launched by " + provider);
        return found.clientId();
    }

    /** What the consumer is to have in its genesis. */
    JsonNode genesis(String id) {
        return provider.client().provider().consumerGenesis(id);
    }

    /** The provider pays out only denoms that the consumer's owner allowed; whoever else owns it does it himself. */
    void allowRewards(String id, PathDescription path) {
        String address = provider.client().provider().consumerChain(id).ownerAddress();
        Optional<Account> owner = provider.nodes().stream()
                .filter(node -> node.description().operator().isPresent())
                .map(node -> node.operator())
                .filter(operator -> operator.address().equals(address))
                .findFirst();
        Optional<String> voucher = path.a().channels().stream()
                .filter(channel -> channel.port().equals(ChannelSpec.TRANSFER_PORT))
                .map(ChannelDescription::id)
                .findFirst()
                .map(channel -> Denom.of(consumer.spec().denom())
                        .receivedThrough(ChannelSpec.TRANSFER_PORT, channel)
                        .onChain());
        if (owner.isPresent() && voucher.isPresent()) {
            send(
                    owner.get(),
                    Provider.updateConsumer(
                            address, id, Provider.ConsumerUpdate.nothing().rewardDenoms(voucher.get())));
        }
    }

    /**
     * A provider tells a consumer that it launched nothing before something changes, and the consumer takes no transaction
     * but those of IBC before it was told: so one unit of power is delegated to the first validator.
     */
    void haveSomethingToTell() {
        Account faucet = provider.faucet();
        send(
                faucet,
                Staking.delegate(
                        faucet.address(),
                        Staking.operatorAddress(
                                provider.nodes().getFirst().operator().address()),
                        new Coin(unitOfPower, provider.denom())));
    }

    private void send(Account signer, Msg message) {
        provider.client().tx(signer.key(), message).within(deadline.remaining()).send();
    }
}
