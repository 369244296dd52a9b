"""Measures the time per item with several numbers of codegen units, because this number affects which calls are inlined.

    python3 benches/builds.py
"""

import os
import re
import subprocess
from pathlib import Path

UNITS = [1, 4, 16, 256]
ROOT = Path(__file__).resolve().parent


def run(units):
    """Returns the output of `per_item`, built with this number of codegen units."""
    environment = dict(os.environ, CARGO_PROFILE_RELEASE_CODEGEN_UNITS=str(units))
    command = ["cargo", "run", "--quiet", "--release", "--bin", "per_item"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def main():
    times = {}
    for units in UNITS:
        print(f"built with {units} codegen units", flush=True)
        for line in run(units).splitlines():
            measured = re.match(r"  (.+?) +([\d.]+) ns", line)
            if measured:
                times.setdefault((title, table), {}).setdefault(measured[1], []).append(float(measured[2]))
            elif line.endswith("items:"):
                table = line
            elif line:
                title = line.split(":")[0]
    for (title, table), contestants in times.items():
        print(f"\n{title}, {table}")
        # The first contestant is the baseline.
        baseline = min(next(iter(contestants.values())))
        for name, measured in contestants.items():
            best, worst = min(measured), max(measured)
            print(f"  {name:<38} {best:7.2f} to {worst:7.2f} ns   {best / baseline:6.1f} to {worst / baseline:6.1f}")


main()
