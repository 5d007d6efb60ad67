package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import dev.orrery.client.tx.Msg;
import java.util.List;

/**
 * What is to be proposed. Immutable: each method gives another one.
 *
 * @param messages what is done if it passes; all of them are signed by {@link Gov#authority()}
 * @param deposit paid with the submission; voting begins when all deposits reach the chain's {@code min_deposit}
 * @param metadata a note or link; up to 255 characters unless the chain allows more
 * @param expedited whether to vote in a shorter time by a larger majority (SDK 0.50 and later)
 */
public record ProposalDraft(
        String title, String summary, List<Msg> messages, List<Coin> deposit, String metadata, boolean expedited) {
    public ProposalDraft {
        messages = List.copyOf(messages);
        deposit = Coin.sorted(deposit);
    }

    /** A proposal without a deposit. Without messages it only asks for an opinion; the SDK wants metadata then. */
    public static ProposalDraft of(String title, String summary, Msg... messages) {
        return new ProposalDraft(title, summary, List.of(messages), List.of(), "", false);
    }

    /** What the proposer pays in at once, instead of what was said before; voting begins when {@code min_deposit} of x/gov is reached. */
    public ProposalDraft deposit(Coin... coins) {
        return new ProposalDraft(title, summary, messages, List.of(coins), metadata, expedited);
    }

    /** A note, or where to find one; the SDK takes 255 bytes unless the chain says otherwise. */
    public ProposalDraft metadata(String text) {
        return new ProposalDraft(title, summary, messages, deposit, text, expedited);
    }

    /** Has it decided in {@code expedited_voting_period}, by {@code expedited_threshold}; since SDK 0.50. */
    public ProposalDraft asExpedited() {
        return new ProposalDraft(title, summary, messages, deposit, metadata, true);
    }
}
