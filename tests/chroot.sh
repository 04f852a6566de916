#!/bin/sh
# Proves that two commands are enough on a bare Debian 12: makes a minimal one in build/chroot, unpacks a clean
# clone in it and runs ./bootstrap, make demo and make test there. Takes packages from wherever this machine
# takes its own. Needs root, debootstrap and git.
#
# usage: tests/chroot.sh [COMMIT]
set -eu
cd "$(dirname "$0")/.."
commit=${1:-HEAD}

# Mounts and processes of the chroot live in namespaces of their own, so that nothing of it outlives this script.
if [ -z "${IN_NAMESPACE:-}" ]; then
	exec unshare --mount --pid --fork --kill-child env IN_NAMESPACE=1 sh tests/chroot.sh "$commit"
fi

root=$PWD/build/chroot
mkdir -p build
rm -rf --one-file-system "$root"

sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
	'Created-By: Packages' 'Origin: Debian' | grep -E ' bookworm[^ ]* ' | sort -u)
mirror=$(echo "$sources" | awk '$3 == "bookworm" { print $2; exit }')
debootstrap --variant=minbase bookworm "$root" "$mirror"
echo "$sources" >"$root/etc/apt/sources.list"
apt-config dump Acquire >"$root/etc/apt/apt.conf.d/90machine"
cp /etc/resolv.conf /etc/hosts "$root/etc/"

authorities=$(npm config get cafile)
if [ -f "$authorities" ]; then
	cp "$authorities" "$root/etc/npm-authorities.pem"
	authorities=/etc/npm-authorities.pem
else
	authorities=
fi

mkdir -p "$root/root/pbp"
git archive "$commit" | tar xf - -C "$root/root/pbp"

mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
mount -t devpts devpts "$root/dev/pts" 2>/dev/null || true
exec chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
	LC_ALL=C.UTF-8 CI=true npm_config_registry="$(npm config get registry)" \
	${authorities:+npm_config_cafile="$authorities" NODE_EXTRA_CA_CERTS="$authorities"} \
	sh -c 'cd /root/pbp && ./bootstrap && make demo && make test'
