# What the scripts of this folder share: names, places, locks, and how they fail. Sourced, not run.
# shellcheck shell=bash disable=SC2034 # names for those who source it

set -euo pipefail
umask 022

here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
cache=${ORRERY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/orrery}/test-cluster
# Not in the cache: a cluster's number is its network, which there is once on a machine, whoever starts it.
states=/var/tmp/orrery-test-cluster
highest=15

say() {
    printf 'test-cluster: %s\n' "$1" >&2
}

die() {
    printf 'test-cluster: %s\n' "$@" >&2
    exit 1
}

require_root() {
    [ "$(uname -s)" = Linux ] || die "the test cluster needs Linux; this is $(uname -s)"
    [ "$(id -u)" = 0 ] ||
        die "the test cluster needs root: it makes namespaces, mounts, control groups and a network of its own" \
            "try: sudo $here/${0##*/} $*"
}

check_number() {
    if ! [[ $1 =~ ^[1-9][0-9]?$ && $1 -le $highest ]]; then
        die "'$1' is no number of a cluster; those are 1 to $highest"
    fi
}

# Sets everything that follows from a cluster's number.
name_cluster() {
    number=$1
    state=$states/$number
    wire=orrery-k8s-$number
    group=orrery-test-cluster-$number
    node=node$number
    host_ip=172.30.$number.1
    node_ip=172.30.$number.2
    pod_range=10.$((240 + number)).0.0/24
    service_range=10.$((100 + number)).0.0/24
    api_service_ip=10.$((100 + number)).0.1
}

make_states() {
    mkdir -p "$states"
    # Its parent is everybody's.
    if [ -L "$states" ] || [ ! -O "$states" ]; then
        die "$states is not root's own folder; remove it"
    fi
    chmod 0711 "$states"
}

# Locks a cluster's number, on descriptor 9, until the shell ends or closes it. With a time to wait in seconds.
lock_number() {
    local file=$states/$1.lock
    while :; do
        make_states
        exec 9>"$file"
        flock -w "$2" 9 || return 1
        # Whoever had it before may have removed the file.
        [ ! "$file" -ef /dev/fd/9 ] || return 0
    done
}

# Unlocks it, and removes the file if there is no cluster of that number.
unlock_number() {
    [ -e "$states/$1" ] || rm -f "$states/$1.lock"
    exec 9>&-
    rmdir "$states" 2>/dev/null || true
}

# What says in which control groups this process is; another file for tests of what is said of machines that are not this one.
own_control_groups=${ORRERY_OWN_CONTROL_GROUPS:-/proc/self/cgroup}

# The node's own control groups are made for version 1.
require_control_groups() {
    [ -n "$(group=- control_groups)" ] ||
        die "this machine has control groups of version 2 alone, and the test cluster needs those of version 1" \
            "boot with systemd.unified_cgroup_hierarchy=0 (systemd before version 256), or use another cluster (kind, k3s): see README.md"
}

# The control groups of the cluster $group, one in each hierarchy that there is.
control_groups() {
    local controller path
    while IFS=: read -r _ controller path; do
        case $controller in
            cpu | cpuacct | cpuset | memory | devices | freezer | blkio | pids | cpu,cpuacct | name=systemd) ;;
            *) continue ;;
        esac
        printf '%s\n' "/sys/fs/cgroup/${controller#name=}${path%/}/$group"
    done <"$own_control_groups"
}

# All control groups of the cluster $group, wherever whoever started it was in the hierarchies.
control_groups_left() {
    find /sys/fs/cgroup -type d -name "$group" -prune 2>/dev/null || true
}

# The processes of the cluster $group: all that is in one of its control groups.
processes() {
    control_groups_left | while read -r folder; do
        find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null || true
    done | sort -un
}

# Whether a cluster of the number $number is there or half there.
anything_left() {
    [ -e "$state" ] || [ -e "/sys/class/net/$wire" ] || [ -n "$(control_groups_left)" ]
}

# Ends the cluster $number and removes every trace of it, whatever state it is in. The caller has its lock.
take_down() {
    local folder left status=0 tries
    for ((tries = 0; tries < 200; tries++)); do
        left=$(processes)
        [ -n "$left" ] || break
        # The first process of its process namespace takes all others along; mounts and network go with the last of them.
        xargs -r kill -KILL 2>/dev/null <<<"$left" || true
        sleep 0.05
    done
    [ -z "$left" ] || { say "processes of cluster $number do not end: ${left//$'\n'/ }"; status=1; }
    [ ! -e "/sys/class/net/$wire" ] || ip link delete "$wire" 2>/dev/null || true
    while read -r folder; do
        for ((tries = 0; tries < 100; tries++)); do
            find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
            [ -d "$folder" ] || break
            sleep 0.1
        done
        [ ! -d "$folder" ] || { say "a control group is left: $folder"; status=1; }
    done < <(control_groups_left)
    rm -rf --one-file-system "$state" || status=1
    return "$status"
}
