"""Words to translate <-> files that translators work in: XLIFF, PO, Word, Excel.

Knows bytes and `press.parcel.exchange`, and nothing of content. What comes back is hostile until it is read.
"""
