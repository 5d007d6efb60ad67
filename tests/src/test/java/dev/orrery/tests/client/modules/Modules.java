package dev.orrery.tests.client.modules;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.modules.BondStatus;
import dev.orrery.client.modules.Gov;
import dev.orrery.client.modules.Proposal;
import dev.orrery.client.modules.ProposalDraft;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.client.modules.VoteOption;
import dev.orrery.client.tx.Msg;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What the tests of modules share: their network, and an account whose vote decides. */
final class Modules {
    static final String NETWORK = "modules.yaml";

    /** Far above what all validators and tests have staked. */
    private static final Coin STAKE = Coin.parse("100000000000000uatom");

    /** Tests that run at once stake it once. */
    private static final ReentrantLock STAKING = new ReentrantLock();

    private static final SecureRandom RANDOM = new SecureRandom();

    private Modules() {}

    static TxResult send(Account signer, Msg... messages) {
        return signer.chain().client().tx(signer.key(), messages).send();
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }

    /** The validators of genesis, in the order of their addresses. */
    static List<Validator> validators(Chain chain) {
        return chain.client().staking().validators(BondStatus.BONDED).stream()
                .filter(validator -> validator.description().moniker().startsWith("val"))
                .sorted(Comparator.comparing(Validator::operatorAddress))
                .toList();
    }

    /** A validator that no node signs for; far too small to be missed. */
    static String newValidator(Account operator, String moniker) {
        send(
                operator,
                Staking.createValidator(operator.address(), moniker, newConsensusKey(), Coin.parse("1000000000uatom")));
        return Staking.operatorAddress(operator.address());
    }

    static PublicKey newConsensusKey() {
        byte[] seed = new byte[32];
        RANDOM.nextBytes(seed);
        return Ed25519Key.fromSeed(seed).publicKey();
    }

    /** Proposes messages, and has the one who decides vote for them. */
    static long propose(Chain chain, VoteOption vote, ProposalDraft draft) {
        Account governor = governor(chain);
        long id = Gov.proposalId(send(governor, Gov.submitProposal(governor.address(), draft)));
        send(governor, Gov.vote(governor.address(), id, vote));
        return id;
    }

    /** Has messages carried out by governance, in the shorter of its times. */
    static Proposal decide(Chain chain, String title, Msg... messages) {
        ProposalDraft draft = ProposalDraft.of(title, "Because a test wants it", messages)
                .deposit(Coin.parse("50000000uatom"))
                .asExpedited();
        return chain.client().gov().awaitOutcome(propose(chain, VoteOption.YES, draft), soon());
    }

    /** The account whose stake decides every vote; staked when it is first asked for. */
    static Account governor(Chain chain) {
        Account governor = chain.account("governor");
        STAKING.lock();
        try {
            if (chain.client().staking().delegations(governor.address()).isEmpty()) {
                String validator = validators(chain).getFirst().operatorAddress();
                send(governor, Staking.delegate(governor.address(), validator, STAKE));
            }
        } finally {
            STAKING.unlock();
        }
        return governor;
    }
}
