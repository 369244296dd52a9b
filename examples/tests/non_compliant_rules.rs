//! Runs the example `non_compliant_rules`, kills it at many moments, and checks its output.
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{example, text};
use paginate_examples::{ConfigEndpoint, Emulator, Rule};
use tokio::runtime::Runtime;

/// Returns the path of a file in a folder of its own, which does not exist.
fn output(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.join("list.txt")
}

/// Returns the rules of the example.
fn rules() -> Vec<Rule> {
    let rules = (0..40).map(|number| Rule::sample(&format!("rule-{number:02}"), 10 * number));
    rules.collect()
}

fn sorted_lines(file: &Path) -> Vec<String> {
    let mut lines: Vec<String> = fs::read_to_string(file)
        .unwrap_or_default()
        .lines()
        .map(String::from)
        .collect();
    lines.sort();
    lines
}

/// Asserts that a file has every resource of every rule once. Two of three resources of a rule are non-compliant.
fn assert_complete(file: &Path) {
    let lines = sorted_lines(file);
    assert_eq!(lines.len(), 5_200);
    assert!(
        lines.windows(2).all(|pair| pair[0] != pair[1]),
        "a line comes twice"
    );
    let rule = lines.iter().filter(|line| line.starts_with("rule-27 "));
    assert_eq!(rule.count(), 180);
}

#[test]
fn listing_writes_every_resource_of_every_rule() {
    let file = output("non_compliant_rules");
    let output = example("non_compliant_rules").arg(&file).output();
    let output = output.expect("the example starts");
    let stderr = text(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let summary = "5200 non-compliant resources listed, 2 retries\n";
    assert!(stderr.ends_with(summary), "{stderr}");
    assert_complete(&file);
}

#[test]
fn listing_writes_what_nested_loops_of_boto3_print() {
    let runtime = Runtime::new().unwrap();
    let endpoint = runtime.block_on(ConfigEndpoint::start(rules())).unwrap();
    let file = output("non_compliant_rules_boto3");
    let mut command = example("non_compliant_rules");
    command.arg(&file).args(["--endpoint-url", &endpoint.url()]);
    assert!(command.status().unwrap().success());
    let python = Emulator::python().expect("Python is installed");
    let script = include_str!("non_compliant_rules.py");
    let printed = Command::new(python)
        .args(["-c", script, &endpoint.url()])
        .output()
        .unwrap();
    assert!(printed.status.success(), "{}", text(&printed.stderr));
    let mut printed: Vec<&str> = text(&printed.stdout).lines().collect();
    printed.sort_unstable();
    assert_eq!(sorted_lines(&file), printed);
}

#[test]
fn killed_process_resumes_without_loss_or_repetition() {
    let runtime = Runtime::new().unwrap();
    let endpoint = runtime.block_on(ConfigEndpoint::start(rules())).unwrap();
    let file = output("non_compliant_rules_killed");
    let run = || {
        let mut command = example("non_compliant_rules");
        command.arg(&file).args(["--endpoint-url", &endpoint.url()]);
        command
    };
    // How long a process runs changes from kill to kill; it grows if no process gets to a save.
    let (mut kills, mut micros) = (0, 1_000);
    let started = Instant::now();
    let last = loop {
        assert!(started.elapsed() < Duration::from_mins(5));
        let mut child = run().spawn().unwrap();
        let before = fs::metadata(&file).map_or(0, |file| file.len());
        sleep(Duration::from_micros(micros));
        while fs::metadata(&file).map_or(0, |file| file.len()) <= before {
            if child.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_micros(200));
        }
        micros = (micros * 7 + 911) % 9_000;
        sleep(Duration::from_micros(micros / 8));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        if output.status.success() {
            break output;
        }
        kills += 1;
    };
    assert!(kills >= 3, "{kills} kills");
    let messages = text(&last.stderr);
    assert!(
        messages.starts_with("resuming from ParallelCheckpoint"),
        "{messages}"
    );
    assert_complete(&file);

    // A complete listing sends no further request.
    let requests = endpoint.received().len();
    assert!(run().status().unwrap().success());
    assert_eq!(endpoint.received().len(), requests);
    assert_complete(&file);
}
