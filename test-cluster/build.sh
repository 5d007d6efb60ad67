#!/usr/bin/env bash
# build.sh   builds all that up.sh needs, once, into the user's cache, and prints the folder: about 8 minutes on two cores with
#            an empty Go cache, nothing when it is there. Installs missing Debian packages when it may. up.sh calls it.
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

kubernetes=1.35.4 # as in kubeone/go.mod
registry=github.com/google/go-containerregistry/cmd/crane@v0.22.1

# The commands that are used, and the Debian package of each.
commands='containerd ctr:containerd runc iptables conntrack ip:iproute2 nsenter:util-linux unshare:util-linux flock:util-linux
    setsid:util-linux find:findutils xargs:findutils openssl curl busybox:busybox-static tar sha256sum:coreutils
    pgrep:procps'
plugins=/usr/lib/cni/bridge # of containernetworking-plugins

missing_packages() {
    local entry
    for entry in $commands; do
        command -v "${entry%%:*}" >/dev/null || printf '%s\n' "${entry##*:}"
    done
    [ -x "$plugins" ] || printf 'containernetworking-plugins\n'
}

install_packages() {
    local missing
    missing=$(missing_packages | sort -u | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null ||
        die "these programs are missing, and there is no apt-get to install them with: $missing" \
            "install them as this system does; the names are those of Debian's packages"
    [ "$(id -u)" = 0 ] || die "these packages are missing: $missing" "try: sudo apt-get install --no-install-recommends $missing"
    say "installing $missing…"
    # A machine that has just started may still be at its own updates.
    {
        apt-get -o DPkg::Lock::Timeout=300 update -q
        # shellcheck disable=SC2086 # several packages
        DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends $missing
    } >"$log" 2>&1 </dev/null || failed "installing $missing"
    missing=$(missing_packages | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || die "apt-get has installed the packages, and their programs still are not there: $missing"
}

failed() {
    tail -n 30 "$log" >&2
    die "$1 failed; all it said is in $log"
}

build_programs() {
    command -v go >/dev/null || die "Kubernetes is built with Go, and there is no 'go' on the PATH: install Go 1.25 or newer from https://go.dev/dl"
    local version=k8s.io/component-base/version component
    say "building Kubernetes $kubernetes, the first time about 8 minutes …"
    (
        cd "$here/kubeone"
        export CGO_ENABLED=0
        nice go build -trimpath -buildvcs=false -o "$next/bin/kubeone" -ldflags \
            "-s -w -X $version.gitVersion=v$kubernetes -X $version.gitMajor=1 -X $version.gitMinor=${kubernetes:2:2} -X $version.gitTreeState=clean" .
        nice go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$next/root/pause/pause" ./pause
        GOBIN=$next/bin nice go install -trimpath -ldflags '-s -w' "$registry"
    ) >"$log" 2>&1 </dev/null || failed "building Kubernetes"
    for component in coredns etcd kube-apiserver kube-controller-manager kube-proxy kube-scheduler kubectl kubelet; do
        ln -s kubeone "$next/bin/$component"
    done
}

# image NAME FOLDER ARGUMENT...   packs a folder as an image of one layer that runs the arguments, in the form of 'docker save'
image() {
    local name=$1 folder=$2 pack=$next/pack layer arguments
    shift 2
    mkdir -p "$pack" "$next/images"
    tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$folder" -cf "$pack/layer.tar" .
    layer=$(sha256sum "$pack/layer.tar")
    arguments=$(printf '"%s",' "$@")
    printf '{"architecture":"%s","os":"linux","config":{"Env":["PATH=/bin"],"Cmd":[%s]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        "$(go env GOARCH)" "${arguments%,}" "${layer%% *}" >"$pack/config.json"
    printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$name" >"$pack/manifest.json"
    tar -C "$pack" -cf "$next/images/${name//[^a-z0-9]/-}.tar" manifest.json config.json layer.tar
    rm -r "$pack"
}

build_images() {
    local busybox=$next/root/busybox applet
    image local.test/pause:1 "$next/root/pause" /pause
    mkdir -p "$busybox"/{bin,etc,tmp,root}
    chmod 1777 "$busybox/tmp"
    cp "$(command -v busybox)" "$busybox/bin/busybox"
    for applet in $(busybox --list); do
        [ "$applet" = busybox ] || ln -s busybox "$busybox/bin/$applet"
    done
    printf 'root:x:0:0:root:/root:/bin/sh\n' >"$busybox/etc/passwd"
    printf 'root:x:0:\n' >"$busybox/etc/group"
    image local.test/busybox:1 "$busybox" /bin/sh
    rm -r "$next/root"
}

# Old builds that no cluster runs from.
prune() {
    local old
    for old in "$cache"/*/; do
        old=${old%/}
        [ "$old" = "$built" ] || grep -qsF "built=$old" "$states"/*/env || rm -rf "$old"
    done
}

mkdir -p "$cache"
log=$cache/build.log
sources=$(cd "$here" && cat build.sh kubeone/go.mod kubeone/go.sum kubeone/main.go kubeone/pause/main.go | sha256sum)
built=$cache/${sources:0:12}

exec 8>"$cache/lock"
flock -n 8 || { say "waiting for another build …"; flock 8; }
install_packages
if [ ! -d "$built" ]; then
    next=$built.next
    rm -rf "$next"
    mkdir -p "$next"/{bin,root/pause}
    build_programs
    build_images
    mv "$next" "$built"
    prune
fi
printf '%s\n' "$built"
