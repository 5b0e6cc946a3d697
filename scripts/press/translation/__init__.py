"""Words in one language beside those in another: what a translation was made from, and whether it says the same.

Everything here is worked out from what was read; nothing touches a file.
"""
