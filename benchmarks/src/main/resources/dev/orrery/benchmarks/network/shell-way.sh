#!/usr/bin/env bash
# A test network as scripts set it up: the chain's own commands one after the other, sed for the settings, then start.
# Two validators and two more accounts a chain, no IBC. The settings are Orrery's, so that only the way differs.
#
#   shell-way.sh BINARY FOLDER BLOCK_TIME  (CHAIN CHAIN_ID DENOM STAKE1 STAKE2 PORTS1 PORTS2)…
#
# PORTS is "P2P RPC GRPC REST PPROF". Says `prepared` when the first node is about to start; runs until its nodes end.
set -euo pipefail

binary=$1 folder=$2 block_time=$3
shift 3

configure() { # HOME DENOM PORTS
    local p2p rpc grpc rest pprof
    read -r p2p rpc grpc rest pprof <<<"$3"
    sed -i \
        -e "s#tcp://0.0.0.0:26656#tcp://127.0.0.1:$p2p#" \
        -e "s#tcp://127.0.0.1:26657#tcp://127.0.0.1:$rpc#" \
        -e "s#^pprof_laddr = .*#pprof_laddr = \"127.0.0.1:$pprof\"#" \
        -e 's/^addr_book_strict = .*/addr_book_strict = false/' \
        -e 's/^allow_duplicate_ip = .*/allow_duplicate_ip = true/' \
        -e 's/^flush_throttle_timeout = .*/flush_throttle_timeout = "5ms"/' \
        -e 's/^peer_gossip_sleep_duration = .*/peer_gossip_sleep_duration = "5ms"/' \
        -e "s/^timeout_commit = .*/timeout_commit = \"$block_time\"/" \
        -e 's/^timeout_propose = .*/timeout_propose = "1s"/' \
        -e 's/^timeout_prevote = .*/timeout_prevote = "500ms"/' \
        -e 's/^timeout_precommit = .*/timeout_precommit = "500ms"/' \
        "$1/config/config.toml"
    sed -i \
        -e "s#^minimum-gas-prices = .*#minimum-gas-prices = \"0$2\"#" \
        -e '/^\[api\]/,/^enable = / s/^enable = .*/enable = true/' \
        -e "s#tcp://localhost:1317#tcp://127.0.0.1:$rest#" \
        -e "s#localhost:9090#127.0.0.1:$grpc#" \
        "$1/config/app.toml"
}

meet() { # HOME PEER_ID PEER_PORTS: whom to dial, and the address book, without which that waits up to 3 s
    local port=${3%% *}
    sed -i -e "s/^persistent_peers = .*/persistent_peers = \"$2@127.0.0.1:$port\"/" "$1/config/config.toml"
    cat >"$1/config/addrbook.json" <<EOF
{"key":"000102030405060708090a0b","addrs":[{"addr":{"id":"$2","ip":"127.0.0.1","port":$port},
"src":{"id":"$2","ip":"127.0.0.1","port":$port},"buckets":[0],"attempts":0,"bucket_type":1,
"last_attempt":"0001-01-01T00:00:00Z","last_success":"0001-01-01T00:00:00Z","last_ban_time":"0001-01-01T00:00:00Z"}]}
EOF
}

chain() { # CHAIN CHAIN_ID DENOM STAKE1 STAKE2 PORTS1 PORTS2
    local one=$folder/$1/val1 two=$folder/$1/val2 keyring=(--keyring-backend test) name
    "$binary" init val1 --chain-id "$2" --default-denom "$3" --home "$one"
    "$binary" init val2 --chain-id "$2" --default-denom "$3" --home "$two"
    for name in val1 val2 alice bob; do
        "$binary" keys add "$name" "${keyring[@]}" --home "$one"
        "$binary" genesis add-genesis-account "$name" "10000000000$3" "${keyring[@]}" --home "$one"
    done
    cp "$one/config/genesis.json" "$two/config/genesis.json"
    "$binary" genesis gentx val1 "$4$3" --chain-id "$2" "${keyring[@]}" --home "$one"
    "$binary" genesis gentx val2 "$5$3" --chain-id "$2" "${keyring[@]}" --keyring-dir "$one" --home "$two"
    cp "$two"/config/gentx/*.json "$one/config/gentx/"
    "$binary" genesis collect-gentxs --home "$one"
    cp "$one/config/genesis.json" "$two/config/genesis.json"
    configure "$one" "$3" "$6"
    configure "$two" "$3" "$7"
    meet "$one" "$("$binary" comet show-node-id --home "$two")" "$7"
    meet "$two" "$("$binary" comet show-node-id --home "$one")" "$6"
    homes+=("$one" "$two")
}

homes=()
while [ $# -gt 0 ]; do
    chain "${@:1:7}" >>"$folder/prepare.log" 2>&1
    shift 7
done
echo prepared
for home in "${homes[@]}"; do
    "$binary" start --home "$home" >"$home/start.log" 2>&1 </dev/null &
done
wait
