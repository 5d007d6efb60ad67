#!/usr/bin/env bash
# in.sh N COMMAND...   runs a command inside the node of cluster N: kubectl, crictl's part by ctr -n k8s.io, crane, ip, ps …
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

[ $# -ge 2 ] || { sed -n '2s/^# \{0,1\}//p' "$0" >&2; exit 2; }
check_number "$1"
require_root "$@"
name_cluster "$1"
shift
[ -e "$state/ready" ] || die "cluster $number does not run; start it: $here/up.sh $number"
# shellcheck source=/dev/null
. "$state/env"
first=$(processes | while read -r process; do
    ! grep -qsE '^NSpid:.*\s1$' "/proc/$process/status" || ! grep -qsz "$here/node.sh" "/proc/$process/cmdline" || echo "$process"
done)
[ -n "$first" ] || die "cluster $number has ended; remove what is left: $here/down.sh $number"
# shellcheck disable=SC2154 # of the file above
export KUBECONFIG=$state/admin.conf PATH=$built/bin:$PATH
exec nsenter --target "$first" --mount --net --pid --uts --ipc --cgroup -- "$@"
