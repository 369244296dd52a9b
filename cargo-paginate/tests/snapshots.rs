//! What the binary prints of the SDK crates in this workspace: `snapshots/NAME`.
//!
//! `BLESS=1 cargo test -p cargo-paginate` writes it anew. Those that are Rust are compiled, and some run,
//! by `cargo test -p paginate-tests --test written`.

mod command;

use std::path::Path;
use std::{env, fs};

use command::paginate;

fn check(name: &str, arguments: &[&str]) {
    let printed = paginate(arguments);
    assert_eq!(printed.stderr, "");
    assert_eq!(printed.code, Some(0));
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&snapshot, &printed.stdout).unwrap();
    }
    assert_eq!(
        printed.stdout,
        fs::read_to_string(&snapshot).unwrap(),
        "{}",
        snapshot.display()
    );
}

#[test]
fn list_s3() {
    check("list_s3.txt", &["list", "aws-sdk-s3"]);
}

#[test]
fn list_route53() {
    check("list_route53.txt", &["list", "aws-sdk-route53"]);
}

#[test]
fn list_what_config_leaves_to_you() {
    check(
        "list_config_missing.txt",
        &["list", "aws-sdk-config", "--missing"],
    );
}

#[test]
fn list_cloudwatchlogs_for_programs() {
    check(
        "list_cloudwatchlogs.json",
        &["list", "aws-sdk-cloudwatchlogs", "--json"],
    );
}

#[test]
fn write_all_of_eventbridge() {
    check("eventbridge.rs", &["write", "aws-sdk-eventbridge", "--all"]);
}

#[test]
fn write_all_of_s3() {
    check("s3.rs", &["write", "aws-sdk-s3", "--all"]);
}

#[test]
fn write_all_of_dynamodb_on_builders() {
    check(
        "dynamodb_builder.rs",
        &["write", "aws-sdk-dynamodb", "--all", "--builder"],
    );
}

#[test]
fn write_all_of_route53_as_an_extension() {
    check(
        "route53_extension.rs",
        &["write", "aws-sdk-route53", "--all", "--extension"],
    );
}

/// Each `$ cargo paginate … | tail -N` of the README, with the lines that follow it.
#[test]
fn the_readme_shows_what_is_printed() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let mut shown = 0;
    for (start, command) in readme.match_indices("$ cargo paginate ") {
        let (line, after) = readme[start + command.len()..].split_once('\n').unwrap();
        let (arguments, count) = line.split_once(" | tail -").unwrap();
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let printed = paginate(&arguments).stdout;
        let lines: Vec<&str> = printed.lines().collect();
        let last = lines.len() - count.parse::<usize>().unwrap();
        let last = lines[last..].join("\n");
        assert!(after.starts_with(&last), "expected\n{last}\nfound\n{after}");
        shown += 1;
    }
    assert_eq!(shown, 1);
}
