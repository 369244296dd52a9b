"""The crate that is generated: every function for every SDK, and a program that runs them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from calls import calls
from services import Service

CARGO = os.environ.get("CARGO", "cargo")
FORMS = {"client": [], "builder": ["--builder"], "extension": ["--extension"]}
# The SDKs that are only listed are dev-dependencies, so cargo knows them and does not build them.
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
{compared}

[profile.dev]
debug = 0
"""
DEPENDENCY = '{} = {{ version = "1", default-features = false, features = ["rt-tokio"] }}'


class Crates:
    def __init__(self, root, work, run, compared):
        self.root, self.run, self.all = root, run, sorted(run + compared)
        self.folder = work / "crate"
        self.binary = root / "target" / "debug" / "cargo-paginate"
        self.manifest = MANIFEST.format(
            core=root / "paginate-core",
            run="\n".join(map(DEPENDENCY.format, run)),
            compared="\n".join(map(DEPENDENCY.format, compared)),
        )

    def cargo(self, *arguments, folder=None, **options):
        environment = {**os.environ, "CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS": "allow"}
        command = [CARGO, *arguments]
        return subprocess.run(command, cwd=folder or self.folder, env=environment, text=True, **options)

    def lay_out(self):
        """A crate without functions yet, its dependencies, and the tool."""
        source = self.folder / "src"
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        (self.folder / "Cargo.toml").write_text(self.manifest)
        modules = "".join(f"mod {name.replace('-', '_')};\n" for name in self.run)
        runs = "".join(f"    {name.replace('-', '_')}::run(&harness).await;\n" for name in self.run)
        harness = (Path(__file__).parent / "harness.rs").read_text()
        (source / "harness.rs").write_text(harness)
        (source / "main.rs").write_text(
            f"mod harness;\n{modules}\n#[tokio::main(flavor = \"current_thread\")]\n"
            f"async fn main() {{\n    let harness = harness::Harness::read();\n{runs}}}\n"
        )
        self.cargo("fetch", "--quiet", check=True)
        self.cargo("build", "--quiet", "--package", "cargo-paginate", folder=self.root, check=True)
        self.folders = self.sources()

    def sources(self):
        """The folder of each SDK."""
        metadata = self.cargo("metadata", "--format-version", "1", "--offline", check=True, capture_output=True)
        packages = json.loads(metadata.stdout)["packages"]
        return {package["name"]: Path(package["manifest_path"]).parent for package in packages}

    def tool(self, *arguments):
        command = [self.binary, "paginate", *arguments, "--manifest-path", self.folder / "Cargo.toml"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def why_not(self, name, operation):
        """What the tool says of an operation that it does not list."""
        command = [self.binary, "write", name, operation, "--manifest-path", self.folder / "Cargo.toml"]
        return subprocess.run(command, capture_output=True, text=True).stderr.strip().removeprefix("error: ")

    def list(self, name):
        return json.loads(self.tool("list", name, "--json"))

    def write(self, name):
        """All functions in each form, and a call of each one that takes the client."""
        library = name.replace("-", "_")
        folder = self.folder / "src" / library
        folder.mkdir()
        for form, options in FORMS.items():
            (folder / f"{form}.rs").write_text(self.tool("write", name, "--all", *options))
        client = (folder / "client.rs").read_text()
        source, skipped = calls(library, client, self.folders[name])
        modules = "".join(f"#[allow(dead_code)]\nmod {form};\n" for form in FORMS)
        (folder / "mod.rs").write_text(modules + source)
        return {form: (folder / f"{form}.rs").read_text().count("#[paginate(") for form in FORMS}, skipped

    def compile(self):
        """What rustc says, error by error. The SDKs are built one by one, which is easier to interrupt."""
        for name in self.run:
            print(f"compiling {name}", flush=True)
            self.cargo("build", "--quiet", "--package", name, check=True)
        build = self.cargo("build", "--message-format", "short", capture_output=True)
        if build.returncode == 0:
            return []
        lines = build.stderr.splitlines()
        return [line for line in lines if ": error" in line or line.startswith("error")]

    def run_all(self, lists):
        """What came of each function: its items or its error, and the requests that it sent."""
        services = {name: Service(name, self.folders[name]) for name in self.run}
        answers = {
            name: {entry["operation"]: services[name].answers(entry) for entry in lists[name]["operations"]}
            for name in self.run
        }
        (self.folder / "answers.json").write_text(json.dumps(answers))
        program = self.cargo("run", "--quiet", capture_output=True)
        if program.returncode:
            raise SystemExit(program.stderr)
        outcomes = {}
        for line in program.stdout.splitlines():
            outcome = json.loads(line)
            name, operation = outcome["crate"], outcome["operation"]
            entry = next(it for it in lists[name]["operations"] if it["operation"] == operation)
            outcomes[name, operation] = services[name].judge(entry, outcome)
        return outcomes
