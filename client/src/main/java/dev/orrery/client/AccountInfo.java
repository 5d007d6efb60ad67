package dev.orrery.client;

/**
 * What a chain keeps of an account.
 *
 * @param number its number on that chain, given when it is first seen
 * @param sequence how many transactions it has sent that are in blocks
 */
public record AccountInfo(String address, long number, long sequence) {}
