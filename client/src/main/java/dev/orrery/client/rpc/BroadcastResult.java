package dev.orrery.client.rpc;

/**
 * What a node's mempool said of a transaction (CheckTx).
 *
 * @param code 0 if it was taken in
 * @param codespace the module that refused it
 * @param log its words
 * @param hash the transaction's hash in upper-case hexadecimal
 */
public record BroadcastResult(long code, String codespace, String log, String hash) {}
