"""build/SHA256SUMS names every file under build/ and agrees with `sha256sum`."""

from __future__ import annotations

import subprocess

import outside

NOT_LISTED = {"README.md", "SHA256SUMS", ".stamp"}


def test_sha256sum_agrees() -> None:
    subprocess.run(
        [outside.program("sha256sum"), "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=outside.BUILD,
        check=True,
    )


def test_every_output_is_listed() -> None:
    listed = {
        line.split("  ", 1)[1] for line in (outside.BUILD / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    }
    files = {path.relative_to(outside.BUILD).as_posix() for path in outside.BUILD.rglob("*") if path.is_file()}
    others = ("reproved/", "parcels/", "attachments/", "cases/")  # no outputs of make
    asked = {file for file in files if file.startswith(others)}
    assert files - asked - NOT_LISTED == listed
