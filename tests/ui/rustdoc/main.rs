//! What rustdoc makes of paginate-core and of functions that have the attribute, reduced to its text.
//!
//! `BLESS=1 cargo test -p paginate-ui-tests --test rustdoc` writes it anew.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};

mod api;
mod functions;

/// The folder of the documentation.
static DOCUMENTATION: LazyLock<PathBuf> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Beside the folder that cargo, which runs this test, has locked.
    let target = here.join("../../target/tests/rustdoc");
    // One after the other: links lead to what is there already.
    for package in ["paginate-core", "paginate-downstream"] {
        let status = Command::new(env!("CARGO"))
            .args(["doc", "--quiet", "--no-deps", "--all-features"])
            .args(["--package", package])
            .arg("--target-dir")
            .arg(&target)
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .current_dir(here)
            .status()
            .unwrap();
        assert!(status.success());
    }
    target.join("doc")
});

/// A page of the documentation, as HTML.
fn page(name: &str) -> String {
    let page = DOCUMENTATION.join(name);
    fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()))
}

/// The words of a piece of HTML, without its tags.
fn words(html: &str) -> String {
    let words: String = format!(">{html}")
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words))
        .collect();
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// What stands between two marks, as often as they come.
fn between<'a>(html: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let pieces = html.split(start).skip(1);
    pieces
        .map(|piece| piece.split(end).next().unwrap_or(piece))
        .collect()
}

/// Compares a text with the file of that name beside this one.
fn compare(text: &str, name: &str) {
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rustdoc")
        .join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&snapshot, text).unwrap();
    }
    let blessed = fs::read_to_string(&snapshot).unwrap();
    assert!(
        text == blessed,
        "{} is not this:\n\n{text}",
        snapshot.display()
    );
}
