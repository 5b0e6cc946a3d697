#!/bin/sh
# Locks -> .venv. The only place that installs anything; `make` calls it, and it does nothing when all is in place.
#
#   sh scripts/setup.sh run          what `make` needs, into .venv
#   sh scripts/setup.sh test         what `make test` needs too, into .venv
#   sh scripts/setup.sh conformance  the tools of `make conformance`, into .venv-conformance
#
# System packages that are missing are installed by apt-get when this runs as root; otherwise they are named in
# one line with the command that installs them. Exit 0: ready. Exit 4: something is missing.
set -eu
umask 022
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONHOME PYTHONPYCACHEPREFIX
# UTF-8 whatever the user's locale: without it Java cannot enter a folder with an æ.
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_REQUIRE_VIRTUALENV=0

want=${1:-run}
java_home=.venv-conformance/java
node_home=.venv-conformance/node
conformance=tests/conformance

stop() {
    printf 'press: %s\n' "$*" >&2
    exit 4
}

say() {
    printf 'press: %s\n' "$*"
}

# What a ready folder was made from: the locks and the Python. A changed line here means: set up anew.
fingerprint() {
    case $1 in
    run) set -- .venv scripts/locks/run.lock ;;
    test) set -- .venv scripts/locks/run.lock scripts/locks/test.lock ;;
    conformance)
        set -- .venv-conformance scripts/locks/conformance.lock "$conformance/pom.xml" \
            "$conformance/verapdf.sha256" "$conformance/package-lock.json"
        ;;
    *) stop "setup.sh knows run, test and conformance, not $1" ;;
    esac
    venv=$1
    shift
    cat -- "$@" scripts/setup.sh | sha256sum
    readlink -f "$venv/bin/python" || true
}

folder() {
    case $1 in conformance) echo .venv-conformance ;; *) echo .venv ;; esac
}

ready() {
    [ -x "$(folder "$1")/bin/python" ] && [ "$(cat "$(folder "$1")/ready-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]
}

# Written last and in one step, so that a set-up that was cut short never counts as ready.
mark_ready() {
    fingerprint "$1" >"$(folder "$1")/ready-$1.new"
    mv -f "$(folder "$1")/ready-$1.new" "$(folder "$1")/ready-$1"
}

find_python() {
    for python in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return; fi
    done
    stop "Python 3.11 or newer is needed. Install it (Debian 12 and later: apt-get install python3), then run the same command again."
}

# The Debian packages that are missing, one a line. WeasyPrint loads these libraries by name when it starts.
missing_for_press() {
    "$python" - <<'PY'
import ctypes
import importlib.util

LIBRARIES = {
    "libpango-1.0-0": ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libfontconfig.so.1"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0",),
}


def loads(name):
    stem = name.partition(".so.")[0]
    for candidate in (name, stem + "." + name.partition(".so.")[2] + ".dylib", stem + ".dylib"):
        try:
            ctypes.CDLL(candidate)
            return True
        except OSError:
            pass
    return False


if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
    print("python3-venv")
for package, names in LIBRARIES.items():
    if not all(map(loads, names)):
        print(package)
PY
}

missing_for_conformance() {
    for pair in chromium:chromium soffice:libreoffice-writer-nogui pdfinfo:poppler-utils qpdf:qpdf; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || echo "${pair#*:}"
    done
    # Calc has no command of its own: its library lies beside LibreOffice's other ones.
    office=$(readlink -f "$(command -v soffice 2>/dev/null)" 2>/dev/null || true)
    [ -e "${office%/*}/libsclo.so" ] || echo libreoffice-calc-nogui
}

# Java, Maven and Node are only named: people choose themselves which ones they have.
assumed_for_conformance() {
    for pair in java:openjdk-17-jre-headless mvn:maven node:nodejs npm:npm; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || echo "${pair#*:}"
    done
}

# system_packages PACKAGE...: installs them, or says in one line how to.
system_packages() {
    [ $# -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "these are missing: $*. Those are Debian's names; install the same with this system's own package manager, then run the same command again."
    fi
    if [ "$(id -u)" -ne 0 ]; then
        stop "these system packages are missing: $*. Run as root: apt-get update && apt-get install --yes --no-install-recommends $*"
    fi
    say "installing system packages: $*"
    quietly "apt-get could not install $*" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -qq && apt-get install -qq --yes --no-install-recommends "$@"' sh "$@" </dev/null
}

# quietly MESSAGE COMMAND...: what the command says is shown only if it fails.
quietly() {
    message=$1
    shift
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        stop "$message (its last lines are above)."
    fi
    rm -f "$log"
}

# new_venv FOLDER
new_venv() {
    rm -rf -- "$1"/ready-* "$1"/pycache
    quietly "no virtual environment could be made in $1" "$python" -m venv --clear --symlinks "$1"
}

# install FOLDER LOCK: exactly what the lock says, wheels only, each held to its hash.
install() {
    quietly "the packages of $2 could not be installed" "$1/bin/python" -m pip install --quiet --require-hashes --no-deps \
        --only-binary :all: --no-compile --requirement "$2"
}

# The command `press` for people: works from any folder, and after this one was moved.
write_command() {
    cat >.venv/bin/press <<'SH'
#!/bin/sh
home=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd -P)
export PYTHONPATH="$home/scripts" PYTHONPYCACHEPREFIX="$home/.venv/pycache" PYTHONSAFEPATH=1 PYTHONUTF8=1
exec "$home/.venv/bin/python" -m press "$@"
SH
    chmod 755 .venv/bin/press
}

set_up_run() {
    system_packages $(missing_for_press)
    say "setting up .venv from scripts/locks/run.lock (once)"
    new_venv .venv
    install .venv scripts/locks/run.lock
    write_command
    mark_ready run
}

set_up_test() {
    ready run || set_up_run
    say "adding what the tests need, from scripts/locks/test.lock (once)"
    rm -f .venv/ready-test
    install .venv scripts/locks/test.lock
    mark_ready test
}

set_up_conformance() {
    set -- $(missing_for_press) $(missing_for_conformance)
    assumed=$(assumed_for_conformance)
    if [ -n "$assumed" ]; then
        set -- $assumed "$@"
        stop "make conformance needs Java, Maven and Node as well. Missing: $*. Run as root: apt-get update && apt-get install --yes --no-install-recommends $*"
    fi
    system_packages "$@"
    say "setting up .venv-conformance (once)"
    new_venv .venv-conformance
    install .venv-conformance scripts/locks/conformance.lock
    rm -rf "$java_home" "$node_home"
    mkdir -p "$node_home"
    quietly "Maven could not fetch veraPDF" mvn --quiet --batch-mode --strict-checksums --file "$conformance/pom.xml" \
        dependency:copy-dependencies "-DoutputDirectory=$PWD/$java_home"
    (cd "$java_home" && sha256sum --check --strict --status) <"$conformance/verapdf.sha256" ||
        stop "veraPDF from Maven is not the file that $conformance/verapdf.sha256 names"
    cp "$conformance/package.json" "$conformance/package-lock.json" "$node_home"
    quietly "npm could not install axe-core and playwright-core" \
        npm ci --prefix "$node_home" --ignore-scripts --no-audit --no-fund --loglevel=error
    mark_ready conformance
}

fingerprint "$want" >/dev/null
if ready "$want"; then exit 0; fi
[ -w . ] || stop "the folder $PWD cannot be written by this user."
find_python
# One set-up at a time. The lock belongs to descriptor 9 and falls with this shell, however it ends.
exec 9>>.venv.lock
"$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
if ! ready "$want"; then "set_up_$want"; fi
