"""Runs a command of the virtual environment until standard input is closed, so that the server stops when the process that
started it ends for any reason."""

import os
import sys
import threading
from importlib.metadata import entry_points


def stop_at_end_of_input():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=stop_at_end_of_input, daemon=True).start()
sys.argv = sys.argv[1:]
[command] = entry_points(group="console_scripts", name=sys.argv[0])
command.load()()
