#!/usr/bin/env bash
# up.sh [--hold] [N]   starts the single-node Kubernetes number N (1 to 15; else the first free one), and ends when its node is
#                      Ready. The last line of its output sets KUBECONFIG. down.sh N stops it.
#   --hold             stays, and takes the cluster down when its standard input ends, at Ctrl-C or SIGTERM. So a cluster ends with
#                      whoever started it, however that ends.
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

hold=
number=
for argument; do
    case $argument in
        --hold) hold=1 ;;
        -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit ;;
        -*) die "unknown option $argument; there is --hold" ;;
        *) check_number "$argument"; number=$argument ;;
    esac
done
require_root "$@"
require_control_groups
built=$("$here/build.sh")
exec 3<&0 </dev/null

# --- the number, under its lock --------------------------------------------------------------------------------------------

# Whether the network of cluster $number belongs to something else on this machine.
network_taken() {
    ip -o -4 address show to "$host_ip/30" | grep -q . || ip -4 route show root "$pod_range" | grep -q . ||
        ip -4 route show root "$service_range" | grep -q .
}

running() {
    [ -e "$state/ready" ] && [ -n "$(processes)" ]
}

if [ -n "$number" ]; then
    name_cluster "$number"
    # Also the last children of a start that was cut off have the lock, for a moment.
    lock_number "$number" 20 || die "another up.sh or down.sh is at work on cluster $number"
    running && die "cluster $number runs already; stop it: $here/down.sh $number"
else
    for ((candidate = 1; candidate <= highest; candidate++)); do
        name_cluster "$candidate"
        lock_number "$candidate" 0 || continue
        if ! running && { anything_left || ! network_taken; }; then
            number=$candidate
            break
        fi
        unlock_number "$candidate"
    done
    [ -n "$number" ] || die "all $highest clusters run already, or their networks are taken; stop one: $here/down.sh N"
fi
if anything_left; then
    say "removing what a start of cluster $number that was cut off has left"
    take_down || die "what is left of cluster $number can not be removed"
fi
network_taken && die "the network of cluster $number ($host_ip/30, $pod_range, $service_range) is in use on this machine; try another number"

undo() {
    trap - EXIT
    take_down || true
    unlock_number "$number"
}
trap undo EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Says what went wrong, with the last words of whoever has the most to say of it, and ends.
give_up() {
    local name said
    say "$1"
    for name in node kube-apiserver etcd containerd kubelet; do
        said=$(grep -sE '^[EF][0-9]{4} |level=(error|fatal)|ended with|"level":"(error|fatal)"' "$state/log/$name.log" | tail -n 5)
        [ -z "$said" ] || printf '%s: %s\n' "$name" "${said//$'\n'/$'\n'$name: }" >&2
    done
    exit 1
}

# --- state, certificates, configuration ------------------------------------------------------------------------------------

began=$(date +%s%N)
mkdir -m 0711 "$state"
mkdir "$state"/{pki,log,varlog,kubelet,containerd,etcd,registry,cni,ipam,certs.d,certs.d/_default,settings,plugins}
mkfifo "$state/said" "$state/wired"
{
    for name in number state here built node host_ip node_ip pod_range service_range; do
        printf '%s=%q\n' "$name" "${!name}"
    done
    printf 'groups=(%s)\n' "$(control_groups | tr '\n' ' ')"
} >"$state/env"
# shellcheck source=configuration.sh
. "$here/configuration.sh"
write_certificates
write_configuration

# --- the node, in namespaces of its own ------------------------------------------------------------------------------------

for folder in $(control_groups); do
    mkdir "$folder"
    case $folder in
        */cpuset/*) for file in cpuset.cpus cpuset.mems; do cat "$folder/../$file" >"$folder/$file"; done ;;
    esac
done
(
    for folder in $(control_groups); do
        echo "$BASHPID" >"$folder/cgroup.procs"
    done
    setsid unshare --mount --net --pid --uts --ipc --cgroup --fork --kill-child --mount-proc --propagation private \
        bash "$here/node.sh" "$state" || true
    echo ended >"$state/said"
) >"$state/log/node.log" 2>&1 </dev/null 3<&- 9>&- &
outside=$!

# Waits for the node to say a word: hear SECONDS WORD. Both ends of the pipes are held open here, so opening them never blocks.
hear() {
    local said=nothing
    read -r -t "$1" -u 4 said || true
    [ "$said" = "$2" ] || give_up "waited $1 s for the node's '$2', heard '$said'"
}
exec 4<>"$state/said" 5<>"$state/wired"
hear 20 namespaces
ip link add "$wire" type veth peer name eth0 netns "$(pgrep -P "$(pgrep -P "$outside" unshare)")"
ip address add "$host_ip/30" dev "$wire"
ip link set "$wire" up
echo >&5
hear 20 network
ip route add "$pod_range" via "$node_ip"
ip route add "$service_range" via "$node_ip"

# --- readiness -------------------------------------------------------------------------------------------------------------

# Waits by the API server's own watches for what the arguments of 'kubectl wait' say, as long as the node lives.
await() {
    local ended=
    "$built/bin/kubectl" --kubeconfig "$state/admin.conf" wait --timeout=60s "$@" >"$state/log/kubectl.log" 2>&1 4<&- 5<&- 9>&- &
    if ! wait -n -p ended "$outside" $! || [ "$ended" = "$outside" ]; then
        give_up "kubectl wait $*: $(tail -n 1 "$state/log/kubectl.log")"
    fi
}
hear 60 api-server
await --for=create "node/$node"
await --for=condition=Ready "node/$node"
await --for=create serviceaccount/default

took=$(($(date +%s%N) - began))
trap - EXIT INT TERM HUP
touch "$state/ready"
say "cluster $number is ready after $((took / 1000000000)).$((took / 100000000 % 10)) s; stop it: ${hold:+end its input, or }$here/down.sh $number"
printf 'export KUBECONFIG=%q\n' "$state/admin.conf"
exec 4<&- 5<&- 9>&-
[ -n "$hold" ] || exit 0

# --- hold ------------------------------------------------------------------------------------------------------------------

exec >/dev/null
cat <&3 &
trap 'kill $! 2>/dev/null || true' INT TERM HUP
wait $! || true
trap '' INT TERM HUP
exec "$here/down.sh" "$number"
