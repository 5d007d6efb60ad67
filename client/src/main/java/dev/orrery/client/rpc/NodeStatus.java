package dev.orrery.client.rpc;

/**
 * What a node says of itself ({@code status}).
 *
 * @param chainId the chain it runs
 * @param nodeId its peer ID, 40 hexadecimal digits
 * @param moniker its name
 * @param version its CometBFT version
 * @param head its newest block
 * @param earliestHeight the oldest block that it still has
 * @param catchingUp whether it is still fetching blocks that others have
 * @param validatorAddress the address of its consensus key in hexadecimal, whether or not it validates
 * @param votingPower its power; 0 for a full node
 */
public record NodeStatus(
        String chainId,
        String nodeId,
        String moniker,
        String version,
        Head head,
        long earliestHeight,
        boolean catchingUp,
        String validatorAddress,
        long votingPower) {}
