"""Bytes that came from outside -> what is safe to read of them: texts, XML, the parts of a package."""
