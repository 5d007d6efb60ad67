// One query by CosmJS in a process of its own: prints the microseconds until it runs, until it is connected, until it knows
// how to encode the query, and until it has the answer; then the most memory that it took, in MiB.
const now = () => performance.timeOrigin + performance.now();
const began = now();
const [started, rpc, denom] = [Date.parse(process.argv[2]), process.argv[3], process.argv[4]];
const { Comet38Client } = await import("@cosmjs/tendermint-rpc");
const comet = await Comet38Client.connect(rpc);
await comet.status();
const connected = now();
const { QueryClient, setupBankExtension } = await import("@cosmjs/stargate");
const client = QueryClient.withExtensions(comet, setupBankExtension);
const described = now();
const supply = await client.bank.supplyOf(denom);
const answered = now();
if (BigInt(supply.amount) < 2n) {
  throw new Error("no supply: " + JSON.stringify(supply));
}
const micros = (from, to) => Math.round((to - from) * 1000);
console.log(
  [
    micros(started, began),
    micros(began, connected),
    micros(connected, described),
    micros(described, answered),
    Math.round(process.resourceUsage().maxRSS / 1024),
  ].join(" "),
);
process.exit(0);
