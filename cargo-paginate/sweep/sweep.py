"""Writes, compiles and runs every function for many SDK crates, and compares their lists with botocore's.

    python3 cargo-paginate/sweep/sweep.py

It takes Python 3, the network when it is first run, and some ten minutes of two cores. Everything goes
below target/sweep.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "target" / "sweep"

# Written, compiled, run and compared.
RUN = """apigatewayv2 cloudfront cloudwatchlogs config dynamodb ecr eventbridge firehose iam kinesis kms
    route53 s3 secretsmanager sfn sns sqs wafv2""".split()
# Compared only: these take long to compile.
COMPARED = "apigateway athena cloudformation codecommit ec2 ecs elasticache lambda organizations ssm".split()


def environment():
    """The interpreter of an environment that has what requirements.txt names."""
    folder = WORK / "python"
    interpreter = folder / "bin" / "python"
    wanted = (HERE / "requirements.txt").read_text()
    done = folder / "installed"
    if not done.exists() or done.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = ["-m", "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt"]
        subprocess.run([interpreter, *install], check=True)
        done.write_text(wanted)
    return interpreter


def main():
    if Path(sys.prefix) != WORK / "python":
        interpreter = environment()
        os.execv(interpreter, [interpreter, __file__])
    from compared import compare
    from crates import Crates
    from report import report

    crates = Crates(ROOT, WORK, [f"aws-sdk-{name}" for name in RUN], [f"aws-sdk-{name}" for name in COMPARED])
    crates.lay_out()
    lists = {name: crates.list(name) for name in crates.all}
    written = {name: crates.write(name) for name in crates.run}
    mistakes = crates.compile()
    outcomes = {} if mistakes else crates.run_all(lists)
    good = report(crates.run, lists, written, mistakes, outcomes)
    agreed = compare(lists, crates.why_not)
    sys.exit(0 if good and agreed else 1)


if __name__ == "__main__":
    main()
