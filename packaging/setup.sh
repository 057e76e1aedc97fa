# Sourced by run, test and bench: makes .venv and fills it with what requirements.lock pins.
# A stamp holds the lock's checksum, so that a second run installs nothing.

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
venv="$root/.venv"
python="$venv/bin/python"
lock="$root/packaging/requirements.lock"
stamp="$venv/requirements.stamp"

say() { printf '%s\n' "$*" >&2; }

# The first Python that is 3.11 or newer.
find_python() {
    for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
    say "Cuttings needs Python 3.11 or newer. Install it, or name it: PYTHON=/path/to/python3 $0"
    exit 2
}

as_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# apt-get waits for another package run to end, so that two set-ups side by side both succeed.
apt_install() {
    say "Installing $* ..."
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$@" >/dev/null
}

# Debian splits venv from Python.
make_venv() {
    [ -x "$python" ] && return
    base=$(find_python) || exit 2
    if ! "$base" -c 'import ensurepip' 2>/dev/null; then
        package="python$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
        if as_root; then
            apt_install "$package"
        else
            say "This Python cannot make environments. On Debian or Ubuntu: sudo apt-get install -y $package"
            exit 2
        fi
    fi
    say "Making $venv ..."
    "$base" -m venv "$venv"
}

install_lock() {
    wanted=$(cksum <"$lock")
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    say "Installing what packaging/requirements.lock pins (about 1 GB unpacked) ..."
    "$python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
        --only-binary :all: --require-hashes -r "$lock"
    printf '%s' "$wanted" >"$stamp"
}

# Qt needs a few libraries that small systems leave out.
install_qt_libraries() {
    [ "$(uname)" = Linux ] || return 0
    missing=$("$python" "$root/packaging/qt_libraries.py")
    [ -z "$missing" ] && return
    if as_root; then
        # shellcheck disable=SC2086
        apt_install $missing
    else
        say "Qt needs libraries that are not installed. On Debian or Ubuntu: sudo apt-get install -y $missing"
        exit 2
    fi
}

make_venv
install_lock
install_qt_libraries
