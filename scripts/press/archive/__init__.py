"""Adopted revisions -> their records, and the proof that nothing of them has been altered.

Each adopted revision has a folder in the archive, with its words, what was built of them and SHA256SUMS, which also
holds the SHA-256 of the SHA256SUMS before it: a chain, whose end stands in document.yaml. This room reads files and
writes none; `press.build.store` writes.
"""

from press.archive.parts import part_hashes
from press.archive.record import Bundle, blocks, bundle, digest, frozen_parts, record
from press.archive.verify import prove, verify, verify_alone

__all__ = [
    "Bundle",
    "blocks",
    "bundle",
    "digest",
    "frozen_parts",
    "part_hashes",
    "prove",
    "record",
    "verify",
    "verify_alone",
]
