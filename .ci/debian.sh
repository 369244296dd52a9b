# shellcheck shell=bash
# Runs cargo of Debian in a chroot, for toolchains and targets that rustup cannot install. Needs root and debootstrap.
# Sourced by `msrv` and `targets`.

debian_release=trixie # its rustc has the minimum Rust version
debian_root=$(realpath -m "${CARGO_TARGET_DIR:-target}")/$debian_release
# shellcheck disable=SC2034 # used by the scripts that source this file
in_debian=(chroot "$debian_root" env -i --chdir=/paginate/tests/no_std HOME=/root PATH=/usr/bin:/bin)

# Installs the given packages besides rustc and cargo, and copies `tests/no_std` with the sources of all its dependencies,
# because the chroot has no registry. With the package `rust-src`, the sources include those of the standard library.
prepare_debian() {
    local packages=(rustc cargo gcc libc6-dev "$@") sync=()
    if ! chroot "$debian_root" dpkg --status "${packages[@]}" >/dev/null 2>&1; then
        rm -rf "$debian_root"
        debootstrap --variant=minbase --include="$(IFS=, && echo "${packages[*]}")" "$debian_release" "$debian_root" ||
            return 3
    fi
    rm -rf "$debian_root/paginate"
    mkdir -p "$debian_root/paginate/tests"
    cp -RL Cargo.toml paginate-core paginate-derive "$debian_root/paginate"
    cp -RL tests/no_std "$debian_root/paginate/tests"
    if [[ " $* " == *' rust-src '* ]]; then
        sync=(--sync "$debian_root/usr/lib/rustlib/src/rust/library/Cargo.toml")
    fi
    (
        cd "$debian_root/paginate/tests/no_std" || exit
        mkdir -p .cargo
        # The manifests of the standard library use unstable features of Cargo.
        RUSTC_BOOTSTRAP=1 cargo vendor --locked "${sync[@]}" >.cargo/config.toml
    )
}
