// What CosmJS makes of some transactions, as an independent witness. Prints the resource that CosmJsWitnessTest reads:
//
//   npm install && node vectors.mjs > ../resources/cosmjs-vectors.json
import { Secp256k1HdWallet } from "@cosmjs/amino";
import { stringToPath } from "@cosmjs/crypto";
import { fromBech32, toBech32 } from "@cosmjs/encoding";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { SigningStargateClient, defaultRegistryTypes } from "@cosmjs/stargate";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx.js";

const twelve = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const twentyFour =
  "legal winner thank year wave sausage worth useful legal winner thank year " +
  "wave sausage worth useful legal winner thank year wave sausage worth title";
const bob = "cosmos1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5lzv7xu";
const validator = toBech32("cosmosvaloper", fromBech32(bob).data);
const coin = (amount, denom) => ({ amount, denom });

const send = (from) => [
  "/cosmos.bank.v1beta1.MsgSend",
  { fromAddress: from, toAddress: bob, amount: [coin("1000", "stake"), coin("5", "ufoo")] },
];
const delegate = (from) => [
  "/cosmos.staking.v1beta1.MsgDelegate",
  { delegatorAddress: from, validatorAddress: validator, amount: coin("123456789012345678901", "stake") },
];
const withdraw = (from) => [
  "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward",
  { delegatorAddress: from, validatorAddress: validator },
];
const vote = (from) => [
  "/cosmos.gov.v1beta1.MsgVote",
  { proposalId: "18446744073709551615", voter: from, option: "VOTE_OPTION_NO_WITH_VETO" },
];
const transfer = (from) => [
  "/ibc.applications.transfer.v1.MsgTransfer",
  {
    sourcePort: "transfer",
    sourceChannel: "channel-7",
    token: coin("5", "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2"),
    sender: from,
    receiver: "osmo1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5lzv7xu",
    timeoutHeight: { revisionNumber: "1", revisionHeight: "7" },
    timeoutTimestamp: "1700000000000000000",
    memo: '{"forward":{}}',
  },
];

const cases = [
  { name: "two coins", messages: [send] },
  { name: "a large amount", messages: [delegate], memo: "with thanks", sequence: 7 },
  { name: "an enum and the largest number", messages: [vote], accountNumber: 0, sequence: 0 },
  { name: "nested messages", messages: [transfer], memo: "over the channel" },
  { name: "several messages", messages: [send, delegate, withdraw], sequence: 4294967296 },
  { name: "a memo beyond ASCII", messages: [send], memo: 'Grüße & <b>"quoted"</b> \\ 東京 🚀\n\ttab' },
  { name: "a granter and a payer", messages: [send], granter: bob, payerIsSender: true },
  { name: "a time-out height", messages: [withdraw], timeoutHeight: "77" },
  { name: "no fee", messages: [withdraw], fee: [] },
  { name: "another path and 24 words", messages: [send], mnemonic: twentyFour, path: "m/44'/330'/1'/0/2" },
];

const types = new Map(defaultRegistryTypes);
const vectors = [];
for (const { name, messages, ...given } of cases) {
  const mnemonic = given.mnemonic ?? twelve;
  const path = given.path ?? "m/44'/118'/0'/0/0";
  for (const mode of ["DIRECT", "LEGACY_AMINO_JSON"]) {
    const Wallet = mode === "DIRECT" ? DirectSecp256k1HdWallet : Secp256k1HdWallet;
    const wallet = await Wallet.fromMnemonic(mnemonic, { prefix: "cosmos", hdPaths: [stringToPath(path)] });
    const [{ address }] = await wallet.getAccounts();
    const client = await SigningStargateClient.offline(wallet);
    const written = messages.map((message) => message(address));
    const fee = { amount: given.fee ?? [coin("12", "stake")], gas: "123456" };
    if (given.granter) Object.assign(fee, { granter: given.granter, payer: address });
    const signing = {
      chainId: "golden-1",
      accountNumber: given.accountNumber ?? 42,
      sequence: given.sequence ?? 3,
    };
    const signed = await client.sign(
      address,
      written.map(([typeUrl, value]) => ({ typeUrl, value: types.get(typeUrl).fromJSON(value) })),
      fee,
      given.memo ?? "",
      signing,
      given.timeoutHeight === undefined ? undefined : BigInt(given.timeoutHeight),
    );
    vectors.push({
      name,
      mode,
      mnemonic,
      path,
      address,
      messages: written.map(([type, value]) => ({ type, value })),
      fee,
      memo: given.memo ?? "",
      timeoutHeight: given.timeoutHeight ?? "0",
      ...signing,
      tx: Buffer.from(TxRaw.encode(signed).finish()).toString("base64"),
    });
  }
}
console.log(JSON.stringify({ madeBy: "@cosmjs/stargate 0.33.1", vectors }, null, 1));
