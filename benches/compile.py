"""Measures the time and the memory of `cargo check` for crates of 300 annotated functions, and for the same hand-written loops.

    python3 benches/compile.py
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

FUNCTIONS = 300
TURNS = 15
ROOT = Path(__file__).resolve().parent
WORK = ROOT / "target" / "compile"

SDK = """
#![allow(dead_code)]
use paginate_core::{Paginator, operation, paginate};

#[derive(Clone)]
pub struct Client;
#[derive(Clone)]
pub struct Request { token: Option<String>, filter: u32 }
pub struct Page { pub items: Option<Vec<Item>>, pub next_token: Option<String> }
pub struct Item { pub name: String }
pub struct Error;
impl Client {
    pub fn list(&self) -> Request { Request { token: None, filter: 0 } }
    pub async fn page(&self, filter: u32, token: Option<&str>) -> Result<Page, Error> {
        Ok(Page { items: None, next_token: token.map(|token| format!("{token}{filter}")) })
    }
}
impl Request {
    pub fn filter(self, filter: u32) -> Self { Request { filter, ..self } }
    pub fn set_next_token(self, token: Option<String>) -> Self { Request { token, ..self } }
    pub async fn send(self) -> Result<Page, Error> { Ok(Page { items: None, next_token: None }) }
}
"""

ANNOTATED = """
#[paginate(token = "next_token", items = "items")]
pub fn list_{n}(client: &Client) -> impl Paginator<Item = Item, Error = Error> {{
    client.list().filter({n})
}}
"""

EXPANDED = """
pub fn list_{n}(client: &Client) -> impl Paginator<Item = Item, Error = Error> {{
    use ::paginate_core::__private as __paginate;
    use __paginate::methods::*;
    let request = {{ client.list().filter({n}) }};
    __paginate::set_token(
        __paginate::IntoError::<Error, _>::check(
            __paginate::ResponseFuture::send(__paginate::Request::operation(request, "list_{n}"), |request| request.send()),
        )
            .output_token(|page| {{
                __paginate::Token::read(
                    (&&&__paginate::NonEmpty(__paginate::Member(&page.next_token).__paginate_get())).__paginate_get(),
                )
            }}),
        |request, token_0| request.set_next_token(token_0),
    )
        .items(|page| {{
            __paginate::IntoItem::<Item, _>::check(
                __paginate::Collection::read(__paginate::Member(page.items).__paginate_get()).__paginate_into_iter(),
            )
        }})
}}
"""

HAND_WRITTEN = """
pub async fn list_{n}(client: &Client) -> Result<Vec<Item>, Error> {{
    let request = client.list().filter({n});
    let (mut all, mut token) = (Vec::new(), None);
    loop {{
        let page = request.clone().set_next_token(token).send().await?;
        all.extend(page.items.unwrap_or_default());
        token = page.next_token.filter(|token| !token.is_empty());
        if token.is_none() {{
            return Ok(all);
        }}
    }}
}}
"""

PAGE_FORM = """
#[paginate(output_token = "next_token", items = "items")]
pub async fn list_{n}(client: &Client, #[token] token: Option<String>) -> impl Paginator<Item = Item, Error = Error> {{
    client.page({n}, token.as_deref()).await
}}
"""

PAGE_FORM_HAND_WRITTEN = """
pub async fn list_{n}(client: &Client) -> Result<Vec<Item>, Error> {{
    let (mut all, mut token) = (Vec::new(), None::<String>);
    loop {{
        let page = client.page({n}, token.as_deref()).await?;
        all.extend(page.items.unwrap_or_default());
        token = page.next_token.filter(|token| !token.is_empty());
        if token.is_none() {{
            return Ok(all);
        }}
    }}
}}
"""

NUMBERED = """
#[paginate(items = "items")]
pub async fn list_{n}(client: &Client, #[page_number] page: u32) -> impl Paginator<Item = Item, Error = Error> {{
    client.page(page + {n}, None).await
}}
"""

NUMBERED_HAND_WRITTEN = """
pub async fn list_{n}(client: &Client) -> Result<Vec<Item>, Error> {{
    let (mut all, mut page) = (Vec::new(), 1);
    loop {{
        let items = client.page(page + {n}, None).await?.items.unwrap_or_default();
        if items.is_empty() {{
            return Ok(all);
        }}
        all.extend(items);
        page += 1;
    }}
}}
"""

# Each annotated function beside the hand-written loop that it replaces.
PAIRS = {
    "request form": (HAND_WRITTEN, ANNOTATED),
    "page form": (PAGE_FORM_HAND_WRITTEN, PAGE_FORM),
    "page numbers": (NUMBERED_HAND_WRITTEN, NUMBERED),
}

MANIFEST = """
[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
paginate-core = {{ path = "{core}" }}
"""


def make(name, function):
    """Creates a crate with 300 copies of a function and builds its dependencies."""
    name = name.replace(",", "").replace(" ", "-")
    folder = WORK / name
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text(MANIFEST.format(name=name, core=ROOT.parent / "paginate-core"))
    functions = "".join(function.format(n=n) for n in range(FUNCTIONS)) if function else ""
    (folder / "src/lib.rs").write_text(SDK + functions)
    cargo(folder, "check")
    return folder


ENVIRONMENT = dict(os.environ, CARGO_TARGET_DIR=str(WORK / "target"), RUSTFLAGS="-Awarnings")


def cargo(folder, *arguments):
    """Runs cargo and returns the seconds that it took."""
    start = time.perf_counter()
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=folder, env=ENVIRONMENT, check=True)
    return time.perf_counter() - start


def check(folder):
    """Checks the crate alone. Its dependencies are already built."""
    (folder / "src/lib.rs").touch()
    return cargo(folder, "check")


def memory(folder):
    """Checks the crate alone and returns the peak memory in MiB."""
    (folder / "src/lib.rs").touch()
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-c", script, "cargo", "check", "--quiet"]
    printed = subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True, text=True).stdout
    return int(printed) / 1024


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    kinds = {"empty": None, "request form, expanded": EXPANDED}
    for name, (hand_written, annotated) in PAIRS.items():
        kinds[f"{name}, hand-written"] = hand_written
        kinds[f"{name}, annotated"] = annotated
    folders = {name: make(name, function) for name, function in kinds.items()}
    best = dict.fromkeys(kinds, float("inf"))
    for _ in range(TURNS):
        for name, folder in folders.items():
            best[name] = min(best[name], check(folder))
    for name, folder in folders.items():
        baseline = best.get(f"{name.split(',')[0]}, hand-written", best["request form, hand-written"])
        ratio = best[name] / baseline
        print(f"{name:<28} {best[name]:6.2f} s   {ratio:5.2f} relative to hand-written   {memory(folder):5.0f} MiB peak memory")
    macro = (best["request form, annotated"] - best["request form, expanded"]) / FUNCTIONS * 1e3
    print(f"the attribute alone: {macro:.2f} ms per function")
    shutil.rmtree(WORK / "target")
    derive = ROOT.parent / "paginate-derive"
    print(f"cold build of paginate-derive and its dependencies: {cargo(derive, 'build'):.1f} s")


main()
