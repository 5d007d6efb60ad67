#!/usr/bin/env bash
# shellcheck disable=SC2154 # the names are those of the cluster's env
# The node's first process, in namespaces of its own; started by up.sh with the folder of the cluster's state.
set -euo pipefail
# shellcheck source=/dev/null
. "$1/env"
PATH=$built/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
say() { echo "$1" >"$state/said"; }

# --- views of its own, so that nothing is left on the machine --------------------------------------------------------------

mount --make-rprivate /
mount --make-rshared / # the kubelet shares mounts with pods
hostname "$node"
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
for group in "${groups[@]}"; do
    controller=${group#/sys/fs/cgroup/}
    controller=${controller%%/*}
    mkdir "/sys/fs/cgroup/$controller"
    case $controller in systemd) type=none,name=systemd ;; *) type=$controller ;; esac
    mount -t cgroup -o "$type" cgroup "/sys/fs/cgroup/$controller"
done
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/netns /run/containerd /run/lock
mount -t tmpfs -o mode=755 tmpfs /var/lib # the kubelet and CNI have folders there that can't be moved
mkdir /var/lib/kubelet
mount --bind "$state/kubelet" /var/lib/kubelet
mount --bind "$state/varlog" /var/log
# The kubelet sets these for the whole machine: let it write to plain files instead.
for setting in vm/overcommit_memory kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
    file=$state/settings/${setting//\//_}
    cat "/proc/sys/$setting" >"$file"
    mount --bind "$file" "/proc/sys/$setting"
done

# --- network ---------------------------------------------------------------------------------------------------------------

say namespaces
read -r _ <"$state/wired"
ip link set lo up
ip address add "$node_ip/30" dev eth0
ip link set eth0 up
ip route add default via "$host_ip"
echo 1 >/proc/sys/net/ipv4/ip_forward
say network

# --- components ------------------------------------------------------------------------------------------------------------

declare -A names
run() {
    local name=$1
    shift
    "$@" >"$state/log/$name.log" 2>&1 &
    names[$!]=$name
}

run etcd etcd --name=n --data-dir="$state/etcd/data" --unsafe-no-fsync --log-level=warn \
    --listen-client-urls=http://127.0.0.1:2379 --advertise-client-urls=http://127.0.0.1:2379 \
    --listen-peer-urls=http://127.0.0.1:2380 --initial-advertise-peer-urls=http://127.0.0.1:2380 --initial-cluster=n=http://127.0.0.1:2380
run containerd containerd --config "$state/containerd.toml" --log-level warn
run registry crane registry serve --address 0.0.0.0:5000 --disk "$state/registry"
run kube-apiserver kube-apiserver --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 --secure-port=6443 \
    --advertise-address="$node_ip" --service-cluster-ip-range="$service_range" --allow-privileged=true \
    --tls-cert-file="$state/pki/apiserver.crt" --tls-private-key-file="$state/pki/apiserver.key" --client-ca-file="$state/pki/ca.crt" \
    --kubelet-client-certificate="$state/pki/apiserver-kubelet.crt" --kubelet-client-key="$state/pki/apiserver-kubelet.key" \
    --kubelet-certificate-authority="$state/pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local --service-account-key-file="$state/pki/sa.pub" \
    --service-account-signing-key-file="$state/pki/sa.key" --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --profiling=false

# Images go in while the control plane starts.
until ctr version >/dev/null 2>&1; do sleep 0.05; done
for image in "$built"/images/*.tar; do
    ctr --namespace k8s.io images import "$image"
done
until curl -fsk --cert "$state/pki/admin.crt" --key "$state/pki/admin.key" https://127.0.0.1:6443/readyz >/dev/null 2>&1; do
    kill -0 "${!names[@]}" || break
    sleep 0.1
done
run kube-controller-manager kube-controller-manager --kubeconfig="$state/kube-controller-manager.conf" --leader-elect=false \
    --service-account-private-key-file="$state/pki/sa.key" --root-ca-file="$state/pki/ca.crt" --kube-api-qps=1000 --kube-api-burst=2000 \
    --cluster-signing-cert-file="$state/pki/ca.crt" --cluster-signing-key-file="$state/pki/ca.key" --bind-address=127.0.0.1 --profiling=false
run kube-scheduler kube-scheduler --kubeconfig="$state/kube-scheduler.conf" --leader-elect=false --kube-api-qps=1000 --kube-api-burst=2000 \
    --bind-address=127.0.0.1 --profiling=false
run kubelet kubelet --config="$state/kubelet.yaml" --kubeconfig="$state/kubelet.conf" --hostname-override="$node" --node-ip="$node_ip" \
    --root-dir=/var/lib/kubelet
run kube-proxy kube-proxy --config="$state/kube-proxy.yaml"
run coredns coredns -conf "$state/Corefile"
say api-server

# A cluster of which a part is missing is of no use to a test: the first that ends ends all.
wait -n -p ended "${!names[@]}" && status=0 || status=$?
echo "${names[$ended]} ended with status $status"
exit 1
