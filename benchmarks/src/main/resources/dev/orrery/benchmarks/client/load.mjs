// The load of the benchmark, sent by CosmJS: each account signs and broadcasts one transaction after the other, counting its
// sequence itself and without waiting for blocks, which is the fastest that CosmJS does. Reads what to do from standard
// input, prints one JSON object.
import { readFileSync } from "node:fs";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { SigningStargateClient } from "@cosmjs/stargate";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx.js";

const load = JSON.parse(readFileSync(0, "utf8"));
const fee = { amount: [{ denom: load.denom, amount: String(load.fee) }], gas: String(load.gas) };

async function sender(mnemonic) {
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonic, { prefix: load.prefix });
  const [{ address }] = await wallet.getAccounts();
  const client = await SigningStargateClient.connectWithSigner(load.rpc, wallet);
  return { address, client, ...(await client.getSequence(address)) };
}

async function send(from, count, amount) {
  const message = {
    typeUrl: "/cosmos.bank.v1beta1.MsgSend",
    value: {
      fromAddress: from.address,
      toAddress: load.recipient,
      amount: [{ denom: load.denom, amount: String(amount) }],
    },
  };
  for (let i = 0; i < count; i++) {
    const signed = await from.client.sign(from.address, [message], fee, "", {
      accountNumber: from.accountNumber,
      sequence: from.sequence++,
      chainId: load.chainId,
    });
    await from.client.broadcastTxSync(TxRaw.encode(signed).finish());
  }
}

async function received(client, coins) {
  const held = async () => BigInt((await client.getBalance(load.recipient, load.denom)).amount);
  while ((await held()) < coins) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const senders = await Promise.all(load.mnemonics.map(sender));
const client = senders[0].client;
const before = BigInt((await client.getBalance(load.recipient, load.denom)).amount);
const warmUp = Math.ceil(load.warmUp / senders.length);
await Promise.all(senders.map((from) => send(from, warmUp, 1)));
const warm = before + BigInt(warmUp * senders.length);
await received(client, warm);

const each = load.count / senders.length;
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();
await Promise.all(senders.map((from) => send(from, each, 1)));
await received(client, warm + BigInt(load.count));
const end = process.hrtime.bigint();
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    cpuNanos: String((used.user + used.system) * 1000),
    nanos: String(end - start),
    maxRssKiB: process.resourceUsage().maxRSS,
  }),
);
process.exit(0);
