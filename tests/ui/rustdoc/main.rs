//! Snapshots of the documentation that rustdoc generates for paginate-core and for annotated functions, as text.
//!
//! `BLESS=1 cargo test -p paginate-ui-tests --test rustdoc` updates them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};

mod api;
mod functions;

/// The folder with the documentation.
static DOCUMENTATION: LazyLock<PathBuf> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A target directory of its own, because the cargo that runs this test may have locked the other one.
    let target = here.join("../../target/tests/rustdoc");
    // paginate-core is first, because the documentation of the second package has links to it.
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

/// Returns a page of the documentation, as HTML.
fn page(name: &str) -> String {
    let page = DOCUMENTATION.join(name);
    fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()))
}

/// Returns the text of HTML without the tags.
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

/// Returns each text between `start` and `end`.
fn between<'a>(html: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let pieces = html.split(start).skip(1);
    pieces
        .map(|piece| piece.split(end).next().unwrap_or(piece))
        .collect()
}

/// Compares a text with the snapshot of that name.
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
        "{} differs from this text (`BLESS=1` updates the file):\n\n{text}",
        snapshot.display()
    );
}
