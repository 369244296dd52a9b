//! Runs the example `non_compliant` and checks its output and its exit code.

mod common;

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Output};

use common::{example, text};
use paginate_examples::{ConfigEndpoint, Rule};
use tokio::runtime::Runtime;

fn run(arguments: &[&str]) -> Output {
    example("non_compliant")
        .args(arguments)
        .output()
        .expect("the example starts")
}

#[test]
fn listing_prints_every_resource_and_the_count() {
    let output = run(&[]);
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 2800);
    assert_eq!(
        lines[0],
        "AWS::EC2::Instance       i-0000           2026-11-01T00:00:00Z"
    );
    assert_eq!(
        lines[2799],
        "AWS::EC2::Volume         vol-4199         2026-11-02T23:49:19Z"
    );
    assert_eq!(
        text(&output.stderr),
        "2800 non-compliant resources on 28 pages\n"
    );
    assert!(output.status.success());
}

#[test]
fn limit_changes_the_pages_but_not_the_items() {
    let output = run(&["--limit", "0"]);
    assert_eq!(
        text(&output.stderr),
        "2800 non-compliant resources on 280 pages\n"
    );
    assert_eq!(output.stdout, run(&[]).stdout);
    let output = run(&["--limit", "101"]);
    assert!(text(&output.stderr).contains("101 is not in 0..=100"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn unknown_rule_prints_one_line() {
    let output = run(&["--rule", "nope"]);
    assert_eq!(
        text(&output.stderr),
        "error: AWS Config has no rule named `nope`\n"
    );
    assert_eq!(text(&output.stdout), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn unreachable_endpoint_prints_one_line() {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .unwrap();
    let output = run(&["--endpoint-url", &format!("http://{free}")]);
    let error = text(&output.stderr);
    assert!(
        error.starts_with("error: the request for page 1 failed: Connection refused"),
        "{error}"
    );
    assert_eq!(error.lines().count(), 1);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn failure_prints_all_earlier_items() {
    let runtime = Runtime::new().unwrap();
    let endpoint = runtime
        .block_on(ConfigEndpoint::start([Rule::sample("big", 60_000)]))
        .unwrap();
    let mut child = example("non_compliant")
        .args([
            "--rule",
            "big",
            "--limit",
            "1",
            "--endpoint-url",
            &endpoint.url(),
        ])
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..10 {
        lines.next().unwrap().unwrap();
    }
    drop(endpoint);
    drop(runtime);
    let listed = 10 + lines.map(Result::unwrap).count();
    let output = child.wait_with_output().unwrap();
    let error = text(&output.stderr);
    assert!(
        error.starts_with(&format!(
            "error: the request for page {} failed: ",
            listed + 1
        )),
        "{listed}: {error}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn closed_pipe_exits_silently() {
    let mut child = example("non_compliant").spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert!(output.status.success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_exits_silently() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let child = example("non_compliant")
        .args(["--endpoint-url", &url])
        .spawn()
        .unwrap();
    // The request is in flight and is never answered.
    let _connection = listener.accept().unwrap();
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(130));
}

#[test]
fn help_lists_every_option() {
    let output = run(&["--help"]);
    let help = text(&output.stdout);
    for word in [
        "--rule <NAME>",
        "--limit <N>",
        "--endpoint-url <URL>",
        "--live",
        "--features live",
    ] {
        assert!(help.contains(word), "{word}");
    }
}
