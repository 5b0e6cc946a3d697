"""`python -m press` is the command `press`."""

import sys

from press.cli import main

sys.exit(main())
