"""Everything together: content and templates -> build/.

The only room that writes files. A document with problems stops itself and keeps its last whole outputs, named as out of
date; a shared file with problems stops all of them.
"""

from press.build.run import Outcome, build, check
from press.build.schemas import write_schemas

__all__ = ["Outcome", "build", "check", "write_schemas"]
