"""A generated crate that contains the functions for all SDK crates, and a program that runs them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from calls import calls
from service import Service

CARGO = os.environ.get("CARGO", "cargo")
SIGNATURES = {"client": [], "builder": ["--builder"], "extension": ["--extension"]}
# The crates that are only compared are dev-dependencies, because cargo fetches dev-dependencies but does not build them.
MANIFEST = """[package]
name = "sweep"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
aws-credential-types = {{ version = "1", features = ["hardcoded-credentials"] }}
aws-smithy-runtime-api = {{ version = "1", features = ["client"] }}
aws-smithy-types = "1"
aws-types = "1"
paginate-core = {{ path = "{core}" }}
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "rt", "time"] }}
{run}

[dev-dependencies]
{compare_only}

[profile.dev]
debug = 0
"""
DEPENDENCY = '{} = {{ version = "1", default-features = false, features = ["rt-tokio"] }}'


class GeneratedCrate:
    def __init__(self, root, target, run, compare_only):
        self.root, self.run, self.all = root, run, sorted(run + compare_only)
        self.directory = target / "crate"
        self.binary = self.target_directory() / "debug" / "cargo-paginate"
        self.manifest = MANIFEST.format(
            core=root / "paginate-core",
            run="\n".join(map(DEPENDENCY.format, run)),
            compare_only="\n".join(map(DEPENDENCY.format, compare_only)),
        )

    def cargo(self, *arguments, directory=None, **options):
        environment = {**os.environ, "CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS": "allow"}
        command = [CARGO, *arguments]
        return subprocess.run(command, cwd=directory or self.directory, env=environment, text=True, **options)

    def target_directory(self):
        """Returns the target directory of the workspace, which `CARGO_TARGET_DIR` and `.cargo/config.toml` may move."""
        arguments = ["metadata", "--no-deps", "--format-version", "1"]
        metadata = self.cargo(*arguments, directory=self.root, check=True, capture_output=True)
        return Path(json.loads(metadata.stdout)["target_directory"])

    def create(self):
        """Writes the crate without the functions, fetches its dependencies, and builds cargo-paginate."""
        source = self.directory / "src"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        (self.directory / "Cargo.toml").write_text(self.manifest)
        modules = "".join(f"mod {name.replace('-', '_')};\n" for name in self.run)
        runs = "".join(f"    {name.replace('-', '_')}::run(&harness).await;\n" for name in self.run)
        harness = (Path(__file__).parent / "harness.rs").read_text()
        (source / "harness.rs").write_text(harness)
        (source / "main.rs").write_text(
            f"mod harness;\n{modules}\n#[tokio::main(flavor = \"current_thread\")]\n"
            f"async fn main() {{\n    let harness = harness::Harness::read();\n{runs}}}\n"
        )
        self.cargo("fetch", "--quiet", check=True)
        self.cargo("build", "--quiet", "--package", "cargo-paginate", directory=self.root, check=True)
        self.sdk_directories = self.find_sdk_directories()

    def find_sdk_directories(self):
        """Returns the source directory of each SDK crate."""
        metadata = self.cargo("metadata", "--format-version", "1", "--offline", check=True, capture_output=True)
        packages = json.loads(metadata.stdout)["packages"]
        return {package["name"]: Path(package["manifest_path"]).parent for package in packages}

    def cargo_paginate(self, *arguments):
        """Runs cargo-paginate and returns its output."""
        command = [self.binary, "paginate", *arguments, "--manifest-path", self.directory / "Cargo.toml"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def rejection(self, name, operation):
        """Returns the first line of the error for an operation that is not listed."""
        command = [self.binary, "write", name, operation, "--manifest-path", self.directory / "Cargo.toml"]
        return subprocess.run(command, capture_output=True, text=True).stderr.splitlines()[0].removeprefix("error: ")

    def list(self, name):
        return json.loads(self.cargo_paginate("list", name, "--json"))

    def generate(self, name):
        """Generates all functions with each signature, and calls of the functions that take the client.

        Returns the number of functions for each signature, and the skipped operations with a reason.
        """
        library = name.replace("-", "_")
        module = self.directory / "src" / library
        module.mkdir()
        counts = {}
        for signature, options in SIGNATURES.items():
            source = self.cargo_paginate("write", name, "--all", *options)
            counts[signature] = source.count("#[paginate(")
            (module / f"{signature}.rs").write_text(source)
        client = (module / "client.rs").read_text()
        source, skipped = calls(library, client, self.sdk_directories[name])
        modules = "".join(f"#[allow(dead_code)]\nmod {signature};\n" for signature in SIGNATURES)
        (module / "mod.rs").write_text(modules + source)
        return counts, skipped

    def compile(self):
        """Compiles the crate and returns the errors. Builds one SDK crate after the other to show the progress."""
        for name in self.run:
            print(f"compiling {name}", flush=True)
            self.cargo("build", "--quiet", "--package", name, check=True)
        build = self.cargo("build", "--message-format", "short", capture_output=True)
        if build.returncode == 0:
            return []
        lines = build.stderr.splitlines()
        return [line for line in lines if ": error" in line or line.startswith("error")]

    def run_all(self, lists):
        """Runs all functions that take the client. Returns, for each operation, an error message or `None`."""
        services = {name: Service(name, self.sdk_directories[name]) for name in self.run}
        responses = {
            name: {operation["operation"]: services[name].responses(operation) for operation in lists[name]["operations"]}
            for name in self.run
        }
        (self.directory / "responses.json").write_text(json.dumps(responses))
        program = self.cargo("run", "--quiet", capture_output=True)
        if program.returncode:
            raise SystemExit(program.stderr)
        results = {}
        for line in program.stdout.splitlines():
            outcome = json.loads(line)
            crate, name = outcome["crate"], outcome["operation"]
            operation = next(it for it in lists[crate]["operations"] if it["operation"] == name)
            results[crate, name] = services[crate].check(operation, outcome)
        return results
