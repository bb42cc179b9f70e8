# Makes the environment .venv in the project's root. Sourced by scripts/run and scripts/test.
#
# Needs Python 3.11 and nothing else: uv is taken if it is there, else installed into .venv-uv. What
# apt must bring (on a machine so bare that Python has neither venv nor pip) is installed as root or
# with sudo. Packages come from the package registry that pip and uv are set up for (PIP_INDEX_URL,
# PIP_CERT, UV_DEFAULT_INDEX …), pinned and checked against the hashes of uv.lock.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        return 126
    fi
}

# Installs Debian packages that are not installed yet.
debian() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' ||
            missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null ||
        stop "These Debian packages are missing, and there is no apt-get: ${missing[*]}." \
            "Install what corresponds to them on this system, then run this again."
    echo "Installing Debian packages: ${missing[*]}"
    { as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; } ||
        stop "apt could not install: ${missing[*]}." \
            "Run this as root or with sudo, check the network and apt's sources, then run it again."
}

is_311() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in python3.11 python3; do
        if command -v "$candidate" >/dev/null && is_311 "$candidate"; then
            PYTHON=$("$candidate" -c 'import sys; print(sys.executable)')
            return
        fi
    done
    stop "Sam needs Python 3.11, and there is none on the PATH." \
        "On Debian 12: apt-get install python3. Elsewhere, install Python 3.11, then run this again."
}

# uv >= 0.8, which pyproject.toml asks for.
find_uv() {
    local candidate
    for candidate in uv "$PWD/.venv-uv/bin/uv"; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" --version | grep -Eq '^uv (0\.([89]|[1-9][0-9])|[1-9])'; then
            UV=$candidate
            return
        fi
    done
    echo "Installing uv into .venv-uv"
    # Debian's Python has venv without ensurepip until python3-venv is there.
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
    rm -rf .venv-uv
    "$PYTHON" -m venv .venv-uv && .venv-uv/bin/python -m pip install --quiet 'uv>=0.8' ||
        stop "uv could not be installed with pip." \
            "Check that pip reaches its package registry (PIP_INDEX_URL, PIP_CERT), then run this again."
    UV=$PWD/.venv-uv/bin/uv
}

# Brings an environment up to date with uv.lock: sync STAMP FOLDER [options of uv sync].
sync() {
    local stamp=$1 folder=$2 wanted
    shift 2
    wanted=$(cat "$folder/uv.lock" "$folder/pyproject.toml" | sha256sum)
    if [ -x "$folder/.venv/bin/python" ] && [ "$(cat "$folder/.venv/$stamp" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    # What pip is set up with serves uv too, unless uv has its own settings.
    [ -z "${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}
    [ -z "${PIP_CERT:-}" ] || export SSL_CERT_FILE=${SSL_CERT_FILE:-$PIP_CERT}
    [ -z "${PIP_DEFAULT_TIMEOUT:-}" ] || export UV_HTTP_TIMEOUT=${UV_HTTP_TIMEOUT:-$PIP_DEFAULT_TIMEOUT}
    echo "Installing Python packages into $folder/.venv"
    # Compiled now: the ear writes no file, so it could not keep what it compiles at its start.
    UV_PYTHON_DOWNLOADS=never "$UV" sync --project "$folder" --python "$PYTHON" --frozen \
        --compile-bytecode --quiet "$@" ||
        stop "uv could not install the packages of $folder/uv.lock; it says above which and why." \
            "If the registry did not answer, run this again: what is already there is not fetched twice."
    echo "$wanted" >"$folder/.venv/$stamp"
}
