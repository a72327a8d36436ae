#!/usr/bin/env bash
# Proves the README's promise: in a fresh Debian, with nothing but the Swift toolchain, git and make, `make run` and `make test`
# work; and they work again without a network.
#
# usage: scripts/fresh-root-test.sh [--keep] [--suite bookworm] [--mirror URL] [--no-tests]
#
# Needs root. Makes a root folder with debootstrap, lays the toolchain that `swift` belongs to into it (read-only), clones the last
# commit, and runs everything there, in mount and process namespaces of its own: nothing of it is left when it ends, but the folder
# with --keep.
set -euo pipefail

suite=bookworm
mirror=http://deb.debian.org/debian
keep=no
tests=yes
while [ $# -gt 0 ]; do
    case $1 in
    --keep) keep=yes ;;
    --no-tests) tests=no ;;
    --suite) suite=$2 && shift ;;
    --mirror) mirror=$2 && shift ;;
    --inside) break ;;
    *) sed -n 's/^# \{0,1\}//; 2,9p' "$0" && exit 2 ;;
    esac
    shift
done

# What the toolchain itself needs of Debian, beside the part of swift.org's list that only its debugger uses: headers and linker of C
# and C++, the libraries of its package manager. Make and git are what the README asks for.
toolchain_packages=(
    binutils ca-certificates git libc6-dev libcurl4 libgcc-12-dev libncurses6 libsqlite3-0 libstdc++-12-dev libuuid1 libxml2 make
    tzdata zlib1g
)

say() { printf '\n== %s\n' "$*"; }
fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# The folder that holds usr/bin/swift.
toolchain_folder() {
    local swift
    swift=$(readlink -f "$(command -v swift || fail "there is no swift on the PATH")")
    dirname "$(dirname "$(dirname "$swift")")"
}

# The second half: runs in the namespaces, with the root's folder.
inside() {
    local root=$1 toolchain=$2
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir -p "$root/opt/toolchain"
    bind "$toolchain" "$root/opt/toolchain"
    # Where git goes to a mirror in place of a public address, so must the fresh root.
    git config --get-regexp '^url\..*\.insteadof$' | while read -r key address; do
        git config --file "$root/etc/gitconfig" --add "$key" "$address"
        local base=${key#url.}
        base=${base%.insteadof}
        base=${base#file://}
        if [ -d "$base" ] && ! mountpoint -q "$root$base"; then
            mkdir -p "$root$base"
            bind "$base" "$root$base"
        fi
    done || true
    git config --file "$root/etc/gitconfig" --add safe.directory '*'

    say "make run, no terminal"
    within "$root" make run '</dev/null'
    if [ "$tests" = yes ]; then
        say "make test"
        within "$root" make test
    fi
    say "make run again, without a network"
    offline=yes within "$root" make run '</dev/null'
    if [ "$tests" = yes ]; then
        say "make test again, without a network"
        offline=yes within "$root" make test
    fi
}

# Shows a folder inside the root, where nothing can change it.
bind() {
    mount --bind "$1" "$2"
    mount -o remount,ro,bind "$2"
}

# Runs a line of shell in the project inside the root.
within() {
    local root=$1
    shift
    local network=()
    if [ "${offline:-no}" = yes ]; then network=(unshare --net); fi
    local start=$SECONDS
    "${network[@]}" chroot "$root" /usr/bin/env -i HOME=/root TERM=xterm-256color LANG=C.UTF-8 \
        http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
        PATH=/opt/toolchain/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        /bin/bash -c "cd /root/assay && $*"
    echo "-- $* took $((SECONDS - start)) s"
}

if [ "${1:-}" = --inside ]; then
    tests=$4
    inside "$2" "$3"
    exit 0
fi

[ "$(id -u)" -eq 0 ] || fail "needs root, for debootstrap and chroot"
project=$(cd "$(dirname "$0")/.." && pwd)
toolchain=$(toolchain_folder)
[ "$toolchain" != / ] || fail "swift is installed in /usr: unpack swift.org's archive into a folder of its own and put that on the PATH"
"$project/scripts/install-packages.sh" debootstrap

root=$(mktemp -d "${TMPDIR:-/tmp}/assay-root-XXXXXX")
# The mounts are in the other namespace, so what is removed here is only what was made here.
if [ "$keep" = no ]; then trap 'rm -rf --one-file-system "$root"' EXIT; fi

say "debootstrap $suite into $root"
include=$(IFS=, && echo "${toolchain_packages[*]}")
debootstrap --variant=minbase --include="$include" "$suite" "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -5 "$root.log" >&2
    fail "debootstrap failed: $root.log"
}
rm -f "$root.log"
cp /etc/resolv.conf "$root/etc/resolv.conf"

say "clone $(git -C "$project" rev-parse --short HEAD)"
git clone --quiet --no-hardlinks "$project" "$root/root/assay"

unshare --mount --pid --fork --kill-child --propagation private "$0" --inside "$root" "$toolchain" "$tests"
say "all of it works in a fresh $suite"
