package dev.orrery.ibc.internal;

import dev.orrery.base.Sha256;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.rpc.ValidatorInfo;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.TrustLevel;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A header with those who signed it: what a light client of ICS-07 is convinced with. */
public final class LightBlock {
    private final BlockHeader header;
    private final Commit commit;
    private final List<ValidatorInfo> validators;

    LightBlock(BlockHeader header, Commit commit, List<ValidatorInfo> validators) {
        this.header = header;
        this.commit = commit;
        this.validators = validators;
    }

    public long height() {
        return header.height();
    }

    public Instant time() {
        return header.time();
    }

    public String nextValidatorsHash() {
        return header.nextValidatorsHash();
    }

    /** Whether the header's fields hash to what the validators have signed; if not, it was read wrongly. */
    boolean isConsistent() {
        return header.hash().equals(commit.blockId().hash());
    }

    /** {@code ibc.lightclients.tendermint.v1.ConsensusState}: what a light client keeps of it. */
    public Any consensusState() {
        return new Any(
                "/ibc.lightclients.tendermint.v1.ConsensusState",
                new ProtoWriter()
                        .message(1, Times.encode(header.time()))
                        .message(2, new ProtoWriter().bytes(1, BlockId.hex(header.appHash())))
                        .bytes(3, BlockId.hex(header.nextValidatorsHash()))
                        .toByteArray());
    }

    /**
     * Whether a client that trusts these validators believes this header at once: those of them who signed it have more
     * than that part of their power (ICS-07; CometBFT {@code light.VerifyNonAdjacent}).
     */
    boolean convinces(List<ValidatorInfo> trusted, TrustLevel level) {
        Set<String> signers = new HashSet<>();
        commit.votes().stream().filter(Commit.Vote::isForBlock).forEach(vote -> signers.add(vote.address()));
        long signed = trusted.stream()
                .filter(validator -> signers.contains(validator.address()))
                .mapToLong(ValidatorInfo::votingPower)
                .sum();
        return signed >= level.needed(power(trusted));
    }

    /**
     * {@code ibc.lightclients.tendermint.v1.Header}, with as few signatures as convince.
     *
     * @param trustedHeight a height whose consensus state the client has
     * @param trusted the validators that the consensus state trusts: those of the block after it
     */
    Any header(Height trustedHeight, List<ValidatorInfo> trusted, TrustLevel level) {
        return new Any(
                "/ibc.lightclients.tendermint.v1.Header", encode(fewestVotes(trusted, level), trustedHeight, trusted));
    }

    /** The same with all signatures, as evidence of misbehaviour. */
    byte[] wholeHeader(Height trustedHeight, List<ValidatorInfo> trusted) {
        return encode(commit, trustedHeight, trusted);
    }

    private byte[] encode(Commit votes, Height trustedHeight, List<ValidatorInfo> trusted) {
        ProtoWriter signedHeader = new ProtoWriter().message(1, header.encode()).message(2, votes.encode());
        return new ProtoWriter()
                .message(1, signedHeader)
                .message(2, encode(validators))
                .message(3, trustedHeight.encode())
                .message(4, encode(trusted))
                .toByteArray();
    }

    /** The block that the same validators would have made had the application come to another state. */
    public LightBlock conflicting(Map<String, ? extends Signer> consensusKeys) {
        BlockHeader other =
                header.withAppHash(HexFormat.of().withUpperCase().formatHex(Sha256.of(BlockId.hex(header.appHash()))));
        BlockId otherId = new BlockId(
                other.hash(), commit.blockId().parts(), commit.blockId().partsHash());
        return new LightBlock(other, commit.forBlock(otherId, header.chainId(), consensusKeys), validators);
    }

    /** Whether validators with more than two thirds of the power have signed it. */
    public boolean isCommitted() {
        return convinces(validators, TrustLevel.TWO_THIRDS);
    }

    /** More than two thirds of the set must remain, and enough of those who are trusted; the mightiest count first. */
    private Commit fewestVotes(List<ValidatorInfo> trusted, TrustLevel level) {
        Set<String> kept = new HashSet<>();
        Map<String, Long> trustedPower = new HashMap<>();
        trusted.forEach(validator -> trustedPower.put(validator.address(), validator.votingPower()));
        long needed = TrustLevel.TWO_THIRDS.needed(power(validators));
        long trustedNeeded = level.needed(power(trusted));
        List<Integer> byPower = IntStream.range(
                        0, Math.min(validators.size(), commit.votes().size()))
                .boxed()
                .sorted(Comparator.comparingLong(
                        (Integer i) -> -validators.get(i).votingPower()))
                .toList();
        for (int i : byPower) {
            if (needed <= 0 && trustedNeeded <= 0) {
                break;
            }
            Commit.Vote vote = commit.votes().get(i);
            if (vote.isForBlock()) {
                kept.add(vote.address());
                needed -= validators.get(i).votingPower();
                trustedNeeded -= trustedPower.getOrDefault(vote.address(), 0L);
            }
        }
        return commit.of(kept);
    }

    private static long power(List<ValidatorInfo> set) {
        return set.stream().mapToLong(ValidatorInfo::votingPower).sum();
    }

    /**
     * {@code tendermint.types.ValidatorSet} as far as it is verified: CometBFT wants some member as the proposer, and
     * computes the sum itself.
     */
    private static ProtoWriter encode(List<ValidatorInfo> set) {
        ProtoWriter out = new ProtoWriter();
        set.forEach(validator -> out.message(1, encode(validator)));
        return set.isEmpty() ? out : out.message(2, encode(set.getFirst()));
    }

    private static ProtoWriter encode(ValidatorInfo validator) {
        int keyType = validator.publicKeyType().contains("Secp256k1") ? 2 : 1;
        ProtoWriter key = new ProtoWriter().bytes(keyType, Base64.getDecoder().decode(validator.publicKey()));
        return new ProtoWriter()
                .bytes(1, BlockId.hex(validator.address()))
                .message(2, key)
                .varint(3, validator.votingPower());
    }
}
