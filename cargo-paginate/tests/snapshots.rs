//! Compares the output for the SDK crates in this workspace with the files in `snapshots`.
//!
//! `BLESS=1 cargo test -p cargo-paginate` updates the files. The generated source is compiled, and partly
//! run, by `cargo test -p paginate-generated-tests`.

mod command;

use std::path::Path;
use std::{env, fs};

use command::paginate;

fn assert_snapshot(name: &str, arguments: &[&str]) {
    let output = paginate(arguments);
    assert_eq!(output.stderr, "");
    assert_eq!(output.code, Some(0));
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&snapshot, &output.stdout).unwrap();
    }
    assert_eq!(
        output.stdout,
        fs::read_to_string(&snapshot).unwrap(),
        "{}",
        snapshot.display()
    );
}

#[test]
fn list_s3() {
    assert_snapshot("list_s3.txt", &["list", "aws-sdk-s3"]);
}

#[test]
fn list_route53() {
    assert_snapshot("list_route53.txt", &["list", "aws-sdk-route53"]);
}

#[test]
fn list_config_missing() {
    assert_snapshot(
        "list_config_missing.txt",
        &["list", "aws-sdk-config", "--missing"],
    );
}

#[test]
fn list_cloudwatchlogs_json() {
    assert_snapshot(
        "list_cloudwatchlogs.json",
        &["list", "aws-sdk-cloudwatchlogs", "--json"],
    );
}

#[test]
fn write_eventbridge() {
    assert_snapshot("eventbridge.rs", &["write", "aws-sdk-eventbridge", "--all"]);
}

#[test]
fn write_s3() {
    assert_snapshot("s3.rs", &["write", "aws-sdk-s3", "--all"]);
}

#[test]
fn write_dynamodb_builder() {
    assert_snapshot(
        "dynamodb_builder.rs",
        &["write", "aws-sdk-dynamodb", "--all", "--builder"],
    );
}

#[test]
fn write_route53_extension() {
    assert_snapshot(
        "route53_extension.rs",
        &["write", "aws-sdk-route53", "--all", "--extension"],
    );
}

/// Runs each `$ cargo paginate ARGUMENTS` and `$ cargo paginate ARGUMENTS | tail -N` in a README, compares the output with
/// the lines below the command, and returns how many commands there are.
fn run_commands_of(readme: &str) -> usize {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join(readme);
    let readme = fs::read_to_string(readme).unwrap();
    let mut commands = 0;
    for (start, prompt) in readme.match_indices("$ cargo paginate ") {
        let (command, shown) = readme[start + prompt.len()..].split_once('\n').unwrap();
        let (arguments, tail) = command.split_once(" | tail -").unwrap_or((command, ""));
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = paginate(&arguments).stdout;
        let lines: Vec<&str> = output.lines().collect();
        let skipped = tail.parse().map_or(0, |tail: usize| lines.len() - tail);
        let expected = lines[skipped..].join("\n") + "\n```";
        assert!(
            shown.starts_with(&expected),
            "expected\n{expected}\nfound\n{shown}"
        );
        commands += 1;
    }
    commands
}

#[test]
fn readmes_show_the_output() {
    assert_eq!(run_commands_of("README.md"), 2);
    assert_eq!(run_commands_of("../README.md"), 1);
}
