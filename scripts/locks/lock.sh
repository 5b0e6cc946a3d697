#!/bin/sh
# pyproject.toml -> *.lock beside this file: every package with its version and the hashes of its files.
# Keeps the versions that are locked already; `--upgrade` takes newer ones. Wheels only.
set -eu
cd "$(dirname "$0")/../.."
unset PYTHONPATH
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv==0.13.9

compile() {
    "$tools/bin/python" -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-build \
        --no-emit-index-url --custom-compile-command "make lock" "$@" >/dev/null
}

compile "$@" pyproject.toml --output-file scripts/locks/run.lock
compile "$@" pyproject.toml --group test --constraints scripts/locks/run.lock --output-file scripts/locks/test.lock
compile "$@" --group pyproject.toml:conformance --constraints scripts/locks/run.lock \
    --output-file scripts/locks/conformance.lock
