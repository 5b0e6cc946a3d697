#!/bin/sh
# The commit that is checked out -> an empty Debian, twice: the two commands of the README, as a newcomer meets them.
#
#   sudo sh tests/conformance/bare_debian.sh [WORK_FOLDER]
#
# Needs root, debootstrap and the package registries; about five minutes. It makes a Debian 12 with only python3,
# make and git, clones the repository into a folder with a space and an æ, and runs `make` and `make test`:
#   1. as root, which installs what is missing;
#   2. as an ordinary user, which first names what is missing in one line, and passes after that very command.
set -eu

house=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
work=${1:-$(mktemp -d)}
place='/srv/ny mappe æ'
[ "$(id -u)" -eq 0 ] || { echo "bare_debian.sh makes a chroot and needs root." >&2; exit 4; }
command -v debootstrap >/dev/null || { echo "Run: apt-get install --yes debootstrap" >&2; exit 4; }

leave() {
    for root in "$work/root" "$work/user"; do
        umount "$root/dev/shm" "$root/proc" 2>/dev/null || true
    done
}
trap leave EXIT

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# new_debian NAME: a fresh system with the repository in it. What reaches the registries is taken from the host.
new_debian() {
    root=$work/$1
    rm -rf -- "$root"
    [ -d "$work/base" ] || debootstrap --variant=minbase --include=python3,make,git bookworm "$work/base" >"$work/debootstrap.log"
    cp -a "$work/base" "$root"
    mount -t proc proc "$root/proc" && mount -t tmpfs shm "$root/dev/shm"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    [ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/pip.conf"
    certificates=${PIP_CERT:-${SSL_CERT_FILE:-}}
    [ -z "$certificates" ] || cp "$certificates" "$root/etc/trusted.crt"
    chroot "$root" useradd --create-home ola
    mkdir -p "$root$place"
    git clone --quiet --no-local "$house" "$root$place/press"
    chroot "$root" chown -R "${2:-root}:" "$place"
}

# inside NAME USER COMMAND: in that system, with an empty environment but for pip's own settings.
inside() {
    trusted=''
    [ ! -e "$work/$1/etc/trusted.crt" ] || trusted=PIP_CERT=/etc/trusted.crt
    env | grep '^PIP_' | grep -v '^PIP_CERT=' >"$work/pip" || true
    set -- "$1" "$2" "$3" $(cat "$work/pip") $trusted
    system=$1 user=$2 command=$3
    shift 3
    chroot --userspec="$user:$user" "$work/$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="/tmp/$user" "$@" \
        sh -c "cd '$place/press' && $command" </dev/null
}

echo "== 1. as root"
new_debian root
inside root root 'make' || fail "make as root"
inside root root 'make' | grep -q '^Nothing has changed' || fail "a second make was not idle"
inside root root 'make doctor' || fail "make doctor as root"
inside root root 'make test' || fail "make test as root"

echo "== 2. as an ordinary user"
new_debian user ola
if inside user ola 'make' >"$work/said" 2>&1; then fail "make passed with nothing installed"; fi
cat "$work/said"
[ "$(grep -c '^press: ' "$work/said")" -eq 1 ] || fail "what is missing is not named in one line"
grep -q 'Error 4$' "$work/said" || fail "the exit code is not 4"
remedy=$(sed -n 's/^press: .*Run as root: //p' "$work/said")
echo "== as root: $remedy"
inside user root "export DEBIAN_FRONTEND=noninteractive; $remedy" >"$work/apt.log" 2>&1 || fail "the named command"
inside user ola 'make' || fail "make as user"
inside user ola 'make test' || fail "make test as user"
inside user ola 'make' | grep -q '^Nothing has changed' || fail "a second make was not idle"
echo "Both systems passed."
