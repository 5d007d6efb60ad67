#!/usr/bin/env bash
# down.sh [N...]   stops the clusters of these numbers, else all there are, and removes every trace of them; also of an up.sh that
#                  was cut off.
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case ${1:-} in -h | --help) sed -n '2,3s/^# \{0,1\}//p' "$0"; exit ;; esac
for number; do
    check_number "$number"
done
require_root "$@"
if [ $# = 0 ]; then
    for ((number = 1; number <= highest; number++)); do
        name_cluster "$number"
        ! anything_left || set -- "$@" "$number"
    done
fi

status=0
for number; do
    name_cluster "$number"
    lock_number "$number" 120 || die "another up.sh or down.sh of cluster $number has been at work for 2 minutes"
    take_down || status=1
    unlock_number "$number"
done
exit "$status"
