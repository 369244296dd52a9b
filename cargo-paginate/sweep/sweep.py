"""Generates, compiles and runs functions for many SDK crates, and compares the listed operations with botocore.

    python3 cargo-paginate/sweep/sweep.py

Requires Python 3, and network access on the first run. Takes about ten minutes on two cores. All files are written to
target/sweep.
"""

import os
import subprocess
import sys
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent
ROOT = DIRECTORY.parents[1]
TARGET = ROOT / "target" / "sweep"

# The functions for these crates are generated, compiled, run, and compared with botocore.
RUN = """apigatewayv2 cloudfront cloudwatchlogs config deadline dynamodb ecr eventbridge firehose iam kinesis kms
    route53 s3 secretsmanager sfn sns sqs wafv2""".split()
# These crates take a long time to compile, so their operations are only compared with botocore.
COMPARE_ONLY = "apigateway athena cloudformation codecommit ec2 ecs elasticache lambda organizations ssm".split()


def create_environment():
    """Installs requirements.txt into a virtual environment. Returns the path of its interpreter."""
    directory = TARGET / "python"
    interpreter = directory / "bin" / "python"
    requirements = (DIRECTORY / "requirements.txt").read_text()
    installed = directory / "installed"
    if not installed.exists() or installed.read_text() != requirements:
        subprocess.run([sys.executable, "-m", "venv", "--clear", directory], check=True)
        install = ["-m", "pip", "install", "--quiet", "--requirement", DIRECTORY / "requirements.txt"]
        subprocess.run([interpreter, *install], check=True)
        installed.write_text(requirements)
    return interpreter


def main():
    if Path(sys.prefix) != TARGET / "python":
        interpreter = create_environment()
        os.execv(interpreter, [interpreter, __file__])
    from comparison import compare
    from generated_crate import GeneratedCrate
    from report import report

    run, compare_only = ([f"aws-sdk-{name}" for name in names] for names in (RUN, COMPARE_ONLY))
    crate = GeneratedCrate(ROOT, TARGET, run, compare_only)
    crate.create()
    lists = {name: crate.list(name) for name in crate.all}
    generated = {name: crate.generate(name) for name in crate.run}
    compile_errors = crate.compile()
    results = {} if compile_errors else crate.run_all(lists)
    all_compiled = report(crate.run, lists, generated, compile_errors, results)
    all_equal = compare(lists, crate.rejection)
    sys.exit(0 if all_compiled and all_equal else 1)


if __name__ == "__main__":
    main()
