//! The command line: errors, exit codes, and the output to terminals and pipes.

mod command;
mod fixture;

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use command::paginate;
use fixture::{STRING, STRINGS, sdk_crate};
use serde_json::Value;

/// Asserts that the command fails, prints nothing to standard output, and prints `error`.
fn assert_fails(arguments: &[&str], code: i32, error: &str) {
    let output = paginate(arguments);
    assert_eq!(output.stdout, "");
    assert!(output.stderr.contains(error), "{}", output.stderr);
    assert_eq!(output.code, Some(code));
}

#[test]
fn misspelt_crate_gets_a_suggestion() {
    assert_fails(
        &["list", "aws-sdk-evntbridge"],
        1,
        "\nhelp: did you mean `aws-sdk-eventbridge`?\n",
    );
    assert_fails(&["list", "s3"], 1, "\nhelp: did you mean `aws-sdk-s3`?\n");
}

#[test]
fn unknown_crate_can_be_added_or_passed_by_path() {
    assert_fails(
        &["list", "aws-sdk-wickr"],
        1,
        "\nhelp: run `cargo add aws-sdk-wickr`, or pass the directory of an unpacked crate with `--path`\n",
    );
}

#[test]
fn unknown_version_lists_the_known_version() {
    assert_fails(
        &["list", "aws-sdk-s3@0.1.0"],
        1,
        "error: `aws-sdk-s3@0.1.0` is not in the dependency graph\nhelp: to use another version, write `aws-sdk-s3@1.",
    );
}

/// The help for a crate of another client.
const PAGE_FORM: &str = "help: `cargo paginate` reads only AWS SDK crates, which are named `aws-sdk-*`; with another client, annotate an `async fn` that fetches one page: https://docs.rs/paginate-core/latest/paginate_core/guide/recipes/index.html\n";

#[test]
fn crate_of_another_client_gets_the_page_form() {
    for command in [
        &["list", "serde_json"][..],
        &["write", "serde_json", "--all"],
    ] {
        let error = format!(
            "error: expected an AWS SDK crate, found `serde_json`, which has no src/operation.rs\n{PAGE_FORM}"
        );
        assert_fails(command, 1, &error);
    }
    let output = paginate(&["list", "stripe-client"]);
    let error = "error: `stripe-client` is not in the dependency graph of ";
    assert!(output.stderr.starts_with(error), "{}", output.stderr);
    assert!(output.stderr.ends_with(PAGE_FORM), "{}", output.stderr);
    assert_eq!(output.code, Some(1));
}

/// The links are in the binary, so a module that is renamed would break them silently.
#[test]
fn links_of_messages_lead_to_modules_of_the_guide() {
    let guide = include_str!("../../paginate-core/src/guide.rs");
    assert!(guide.contains("pub mod arguments {}"));
    assert!(guide.contains("pub mod recipes {}"));
    assert!(PAGE_FORM.ends_with("/guide/recipes/index.html\n"));
}

#[test]
fn directory_without_a_manifest_is_an_error() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty");
    fs::create_dir_all(&directory).unwrap();
    let directory = directory.to_str().unwrap();
    assert_fails(&["list", "--path", directory], 1, "error: cannot read ");
}

#[test]
fn syntax_error_has_a_location() {
    let directory = sdk_crate(
        "broken",
        &[("names", STRINGS), ("next_token", "???")],
        &[("next_token", STRING)],
        &[],
    );
    assert_fails(
        &["list", "--path", &directory],
        1,
        "_list_things_input.rs:3:21: ",
    );
}

#[test]
fn declared_operation_without_a_folder_is_an_error() {
    let directory = sdk_crate("incomplete", &[], &[], &[]);
    fs::write(
        Path::new(&directory).join("src/operation.rs"),
        "pub mod list_others;\n\npub mod list_things;\n",
    )
    .unwrap();
    for command in [&["list"][..], &["write", "ListThings"]] {
        assert_fails(
            &[command, &["--path", &directory]].concat(),
            1,
            "src/operation.rs declares the module `list_others`, found no file\n",
        );
    }
}

#[test]
fn deeply_nested_source_is_an_error() {
    let nested = format!("{}u8{}", "(".repeat(100_000), ")".repeat(100_000));
    let directory = sdk_crate(
        "nested",
        &[("names", STRINGS), ("next_token", &nested)],
        &[("next_token", STRING)],
        &[],
    );
    assert_fails(
        &["list", "--path", &directory],
        1,
        "_list_things_input.rs:3:148: expected at most 128 levels of brackets, found more\n",
    );
}

#[test]
fn all_invalid_operations_are_reported() {
    let arguments = [
        "write",
        "aws-sdk-s3",
        "ListObjectVersion",
        "PutObject",
        "Frobnicate",
        "ListParts",
    ];
    assert_fails(
        &arguments,
        1,
        "error: `aws-sdk-s3` has no operation `ListObjectVersion`
help: did you mean `list_object_versions`?
error: `PutObject` cannot be paginated: neither its request nor its response contains a token
error: `aws-sdk-s3` has no operation `Frobnicate`
help: to list the operations, run `cargo paginate list aws-sdk-s3`
",
    );
}

#[test]
fn write_requires_operations_or_all() {
    assert_fails(
        &["write", "aws-sdk-s3"],
        2,
        "error: expected at least one operation or `--all`, found neither
help: to list the operations, run `cargo paginate list aws-sdk-s3`
",
    );
    assert_fails(
        &["write", "--path", "aws-sdk-s3-1.0.0"],
        2,
        "help: to list the operations, run `cargo paginate list --path aws-sdk-s3-1.0.0`\n",
    );
}

#[test]
fn write_rejects_operations_with_all() {
    for source in [&["aws-sdk-s3"][..], &["--path", "aws-sdk-s3-1.0.0"]] {
        assert_fails(
            &[&["write", "--all"], source, &["ListParts"]].concat(),
            2,
            "error: `--all` cannot be combined with the operation `ListParts`\nhelp: remove ",
        );
    }
    assert_fails(
        &["write", "aws-sdk-s3", "--all", "--builder", "--extension"],
        2,
        "cannot be used with",
    );
}

#[test]
fn list_requires_a_crate_or_a_path() {
    assert_fails(&["list"], 2, "<CRATE>");
}

#[test]
fn path_cannot_be_combined_with_a_crate() {
    for command in [
        &["list", "aws-sdk-s3"][..],
        &["write", "aws-sdk-s3", "ListParts"],
        &["write", "aws-sdk-s3", "--all"],
    ] {
        assert_fails(
            &[command, &["--path", "aws-sdk-s3-1.0.0"]].concat(),
            2,
            "error: `--path` cannot be combined with the crate `aws-sdk-s3`\nhelp: remove ",
        );
    }
}

#[test]
fn path_and_dependency_have_the_same_output() {
    let listed = paginate(&["list", "aws-sdk-eventbridge", "--json"]);
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    let version = listed["version"].as_str().unwrap();
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: "));
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", host.unwrap()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|it| it["name"] == "aws-sdk-eventbridge" && it["version"] == version)
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let directory = manifest.parent().unwrap().to_str().unwrap();
    let by_path = paginate(&["write", "--path", directory, "ListRules", "list-archives"]);
    let by_name = paginate(&["write", "aws-sdk-eventbridge", "list_rules", "ListArchives"]);
    assert_eq!(by_path.stderr, "");
    assert_eq!(by_path.stdout, by_name.stdout);
    assert!(by_name.stdout.contains("pub fn list_archives("));
}

#[test]
fn missing_omits_operations_with_an_item_paginator() {
    let all = paginate(&["list", "aws-sdk-s3"]).stdout;
    let missing = paginate(&["list", "aws-sdk-s3", "--missing"]).stdout;
    assert!(all.contains("\nListParts ") && !missing.contains("\nListParts "));
    assert!(missing.contains("\nListObjectsV2 ") && missing.contains("\nListObjectVersions "));
    assert_eq!(all.lines().last(), missing.lines().last());
}

#[test]
fn pipe_gets_no_colors_by_default() {
    let plain = paginate(&["list", "aws-sdk-s3"]).stdout;
    let colored = paginate(&["list", "aws-sdk-s3", "--color", "always"]).stdout;
    assert!(!plain.contains('\u{1b}'));
    assert!(colored.contains("\u{1b}[1mOPERATION"));
    let plain = paginate(&["list", "s3"]).stderr;
    let colored = paginate(&["list", "s3", "--color", "always"]).stderr;
    assert!(plain.starts_with("error: ") && !plain.contains('\u{1b}'));
    assert!(colored.contains("error\u{1b}[0m: ") && colored.contains("help\u{1b}[0m: "));
}

#[test]
fn closed_pipe_is_not_an_error() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-paginate"))
        .args(["write", "aws-sdk-s3", "--all"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(process.stdout.take());
    let mut stderr = String::new();
    let mut pipe = process.stderr.take().unwrap();
    pipe.read_to_string(&mut stderr).unwrap();
    assert_eq!(
        (process.wait().unwrap().code(), stderr.as_str()),
        (Some(0), "")
    );
}

#[test]
fn completions_exist_for_all_shells() {
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
