//! What the binary answers to the command line: output, errors and exit codes.

mod command;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use command::{Printed, paginate};
use serde_json::Value;

fn fails_with(arguments: &[&str], code: i32, error: &str) {
    let Printed {
        stdout,
        stderr,
        code: exit,
    } = paginate(arguments);
    assert_eq!(stdout, "");
    assert!(stderr.contains(error), "{stderr}");
    assert_eq!(exit, Some(code));
}

/// A folder below `target` with the files of a crate.
fn krate(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

#[test]
fn a_misspelt_crate_is_told_its_name() {
    fails_with(
        &["list", "aws-sdk-evntbridge"],
        1,
        "did you mean `aws-sdk-eventbridge`?",
    );
    fails_with(&["list", "s3"], 1, "did you mean `aws-sdk-s3`?");
}

#[test]
fn a_crate_that_is_no_dependency_is_told_how_to_be_read() {
    fails_with(
        &["list", "aws-sdk-wickr"],
        1,
        "add it, `cargo add aws-sdk-wickr`, or name the folder of an unpacked crate with `--path`",
    );
}

#[test]
fn a_version_that_is_not_there_is_told_the_one_that_is() {
    fails_with(
        &["list", "aws-sdk-s3@0.1.0"],
        1,
        "there is no `aws-sdk-s3@0.1.0`, expected `aws-sdk-s3@1.",
    );
}

#[test]
fn a_crate_that_is_no_sdk_says_so() {
    fails_with(
        &["list", "serde_json"],
        1,
        "`serde_json` is not an AWS SDK crate: it has no src/operation",
    );
}

#[test]
fn a_folder_without_a_manifest_says_so() {
    let folder = krate("empty", &[("readme", "")]);
    let folder = folder.to_str().unwrap();
    fails_with(&["list", "--path", folder], 1, "cannot read");
}

#[test]
fn source_that_cannot_be_read_is_told_with_its_line() {
    let input = "pub struct ListThingsInput {\n    pub next_token: ???,\n}\n";
    let folder = krate(
        "broken",
        &[
            (
                "Cargo.toml",
                "[package]\nname = \"aws-sdk-broken\"\nversion = \"1.0.0\"\n",
            ),
            ("src/client.rs", ""),
            (
                "src/operation/list_things/builders.rs",
                "pub struct ListThingsFluentBuilder {}",
            ),
            ("src/operation/list_things/_list_things_input.rs", input),
            ("src/operation/list_things/_list_things_output.rs", ""),
        ],
    );
    let folder = folder.to_str().unwrap();
    fails_with(
        &["list", "--path", folder],
        1,
        "_list_things_input.rs:2:21: this is not Rust that can be read",
    );
}

#[test]
fn every_mistaken_operation_is_told() {
    let mistaken = [
        "write",
        "aws-sdk-s3",
        "ListObjectVersion",
        "PutObject",
        "ListParts",
    ];
    fails_with(&mistaken, 1, "did you mean `list_object_versions`?");
    fails_with(
        &mistaken,
        1,
        "`PutObject` cannot be paginated: neither its request nor its response has a token",
    );
}

#[test]
fn operations_must_be_named() {
    fails_with(
        &["write", "aws-sdk-s3"],
        1,
        "name operations, or say `--all`",
    );
    fails_with(
        &["write", "aws-sdk-s3", "--all", "ListParts"],
        2,
        "cannot be used with",
    );
    fails_with(
        &["write", "aws-sdk-s3", "--all", "--builder", "--extension"],
        2,
        "cannot be used with",
    );
    fails_with(&["list"], 2, "<CRATE>");
}

#[test]
fn a_folder_is_read_like_a_dependency() {
    let listed = paginate(&["list", "aws-sdk-eventbridge", "--json"]);
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    let version = listed["version"].as_str().unwrap();
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|it| it.strip_prefix("host: "));
    let sources = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", host.unwrap()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let graph: Value = serde_json::from_slice(&sources.stdout).unwrap();
    let packages = graph["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|it| it["name"] == "aws-sdk-eventbridge" && it["version"] == version)
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let folder = manifest.parent().unwrap().to_str().unwrap();
    let by_folder = paginate(&["write", "--path", folder, "ListRules", "list-archives"]);
    let by_name = paginate(&["write", "aws-sdk-eventbridge", "list_rules", "ListArchives"]);
    assert_eq!(by_folder.stderr, "");
    assert_eq!(by_folder.stdout, by_name.stdout);
    assert!(by_name.stdout.contains("pub fn list_archives("));
}

#[test]
fn missing_leaves_out_what_the_sdk_lists() {
    let all = paginate(&["list", "aws-sdk-s3"]).stdout;
    let missing = paginate(&["list", "aws-sdk-s3", "--missing"]).stdout;
    assert!(all.contains("\nListParts ") && !missing.contains("\nListParts "));
    assert!(missing.contains("\nListObjectsV2 ") && missing.contains("\nListObjectVersions "));
    assert_eq!(all.lines().last(), missing.lines().last());
}

#[test]
fn a_pipe_gets_no_colours_unless_it_is_told_to() {
    let plain = paginate(&["list", "aws-sdk-s3"]).stdout;
    let coloured = paginate(&["list", "aws-sdk-s3", "--color", "always"]).stdout;
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}[1mOPERATION"));
}

#[test]
fn a_reader_that_has_had_enough_is_no_mistake() {
    let mut listing = Command::new(env!("CARGO_BIN_EXE_cargo-paginate"))
        .args(["write", "aws-sdk-s3", "--all"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(listing.stdout.take());
    let mut stderr = String::new();
    let mut errors = listing.stderr.take().unwrap();
    errors.read_to_string(&mut stderr).unwrap();
    assert_eq!(
        (listing.wait().unwrap().code(), stderr.as_str()),
        (Some(0), "")
    );
}

#[test]
fn shells_can_complete_it() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = paginate(&["completions", shell]);
        assert_eq!(script.code, Some(0));
        assert!(script.stdout.contains("cargo-paginate"), "{shell}");
        assert!(script.stdout.contains("manifest-path"), "{shell}");
    }
}

#[test]
fn help_has_examples() {
    for command in ["list", "write"] {
        let help = paginate(&[command, "--help"]).stdout;
        assert!(help.contains("Usage: cargo paginate"), "{help}");
        assert!(
            help.contains(&format!("cargo paginate {command} aws-sdk-s3")),
            "{help}"
        );
    }
}
