"""`python -m bench`, which `make bench` runs."""

import sys

from bench.compare import main

sys.exit(main())
