#!/usr/bin/env bash
# Installs the system packages that are missing; says which. Does nothing, and needs no network, where none is.
#
# usage: scripts/install-packages.sh PACKAGE ..
#
# PACKAGE may name alternatives, as in libncurses-dev|libncursesw5-dev: any of them that is installed will do, and the first that
# the distribution knows is installed.
set -euo pipefail

say() { printf 'assay: %s\n' "$*" >&2; }

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The alternatives of an entry, one a line.
alternatives() { tr '|' '\n' <<<"$1"; }

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is no Debian: if the build fails, install what your system calls ${*//|/ or }"
    exit 0
fi

missing=()
for entry in "$@"; do
    found=no
    for package in $(alternatives "$entry"); do
        if is_installed "$package"; then found=yes; fi
    done
    if [ "$found" = no ]; then missing+=("$entry"); fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        names=("${missing[@]%%|*}")
        say "missing system packages, and no sudo to install them: run as root  apt-get install ${names[*]}"
        exit 1
    fi
    as_root=(sudo)
fi

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@" >&2; }

# The first alternative that the distribution has; the first of all where it has none.
known() {
    for package in $(alternatives "$1"); do
        if [ -n "$(apt-cache madison "$package" 2>/dev/null)" ]; then
            echo "$package"
            return 0
        fi
    done
    echo "${1%%|*}"
    return 1
}

names=()
updated=no
for entry in "${missing[@]}"; do
    if ! name=$(known "$entry") && [ "$updated" = no ]; then
        say "reading the lists of packages"
        apt update
        updated=yes
        name=$(known "$entry") || true
    fi
    names+=("$name")
done

say "installing ${names[*]}${as_root:+ with sudo}"
if ! apt install -y --no-install-recommends "${names[@]}"; then
    # The lists may be older than the packages on the server.
    if [ "$updated" = yes ] || ! apt update || ! apt install -y --no-install-recommends "${names[@]}"; then
        say "could not install ${names[*]}: see the lines above"
        exit 1
    fi
fi
