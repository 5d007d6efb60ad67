package dev.orrery.client.rpc;

/**
 * One member of the validator set of a height.
 *
 * @param address 40 hexadecimal digits
 * @param publicKeyType CometBFT's name of the key type: {@code tendermint/PubKeyEd25519}
 * @param publicKey the key in Base64
 * @param proposerPriority its place in the rota of proposers
 */
public record ValidatorInfo(
        String address, String publicKeyType, String publicKey, long votingPower, long proposerPriority) {}
