//! What the documentation of an annotated function says, as rustdoc makes it of `paginate-downstream`.
//!
//! `BLESS=1 cargo test -p paginate-ui-tests --test docs` writes anew what it says.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The text of a page, with a link as `[its words](where to)`.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut links = Vec::new();
    for (index, piece) in html.split('<').enumerate() {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let link = tag
            .strip_prefix("a ")
            .and_then(|tag| tag.split_once("href=\"")?.1.split_once('"'));
        match (tag, link) {
            (_, Some((link, _))) => {
                links.push(link);
                text.push('[');
            }
            ("/a", _) => text.extend(["](", links.pop().unwrap_or_default(), ")"]),
            ("code" | "/code", _) => text.push('`'),
            ("/p" | "/h2", _) => text.push('\n'),
            _ => {}
        }
        if index > 0 {
            text.push_str(words);
        }
    }
    text
}

/// What stands below the declaration of a function.
fn documented(folder: &Path, function: &str) -> String {
    let page = folder.join(format!("paginate_downstream/fn.{function}.html"));
    let html =
        fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let (_, block) = html.split_once("<div class=\"docblock\">").unwrap();
    let (block, _) = block.split_once("</div>").unwrap();
    format!(
        "## {function}\n\n{}\n",
        text(&format!("<>{block}"))
            .replace("[§](#pagination)", "# ")
            .trim()
    )
}

#[test]
fn docs() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Beside the folder that cargo, which runs this test, has locked.
    let target = here.join("../../target/tests/docs");
    let status = Command::new(env!("CARGO"))
        .args([
            "doc",
            "--quiet",
            "--no-deps",
            // With the crate that the links lead to.
            "--package=paginate-core",
            "--package=paginate-downstream",
            "--target-dir",
        ])
        .arg(&target)
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .current_dir(here)
        .status()
        .unwrap();
    assert!(status.success());
    let functions = ["numbers", "while_there_are_more", "even"];
    let documented = functions
        .map(|function| documented(&target.join("doc"), function))
        .join("\n");

    let snapshot = here.join("docs.txt");
    if env::var_os("BLESS").is_some() {
        fs::write(&snapshot, &documented).unwrap();
    }
    assert_eq!(
        documented,
        fs::read_to_string(&snapshot).unwrap(),
        "{}",
        snapshot.display()
    );
}
