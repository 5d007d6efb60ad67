// A wallet that knows nothing of a chain but what the API service's registry says: it has itself funded by the faucet and
// sends coins. Reads {url, token, chain, recipient, amount} and prints what became of it.
import { FaucetClient } from "@cosmjs/faucet-client";
import { stringToPath } from "@cosmjs/crypto";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice, SigningStargateClient } from "@cosmjs/stargate";
import { readFileSync } from "node:fs";

const { url, token, chain, recipient, amount } = JSON.parse(readFileSync(0, "utf8"));
const answer = await fetch(`${url}/v1/chains/${chain}`, { headers: { Authorization: `Bearer ${token}` } });
const registry = await answer.json();
const gas = registry.fees.fee_tokens[0];

const wallet = await DirectSecp256k1HdWallet.generate(12, {
  prefix: registry.bech32_prefix,
  hdPaths: [stringToPath(`m/44'/${registry.slip44}'/0'/0/0`)],
});
const [{ address }] = await wallet.getAccounts();
await new FaucetClient(`${url.replace("//", `//orrery:${token}@`)}/v1/faucet/${chain}`).credit(address, gas.denom);

const client = await SigningStargateClient.connectWithSigner(registry.apis.rpc[0].address, wallet, {
  gasPrice: GasPrice.fromString(`${gas.average_gas_price}${gas.denom}`),
  broadcastPollIntervalMs: 100,
});
const before = await client.getBalance(address, gas.denom);
const sent = await client.sendTokens(address, recipient, [{ amount, denom: gas.denom }], "auto", "by the registry");
console.log(
  JSON.stringify({
    address,
    chainId: await client.getChainId(),
    registered: registry.chain_id,
    credited: before,
    code: sent.code,
    hash: sent.transactionHash,
  }),
);
client.disconnect();
