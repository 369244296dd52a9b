//! Kills the example `resumable` at several moments, runs it again, and checks that every item is listed once.
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use common::{example, text};
use paginate_examples::{ConfigEndpoint, Rule};
use tokio::runtime::Runtime;

fn lines(file: &Path) -> usize {
    fs::read_to_string(file).map_or(0, |text| text.lines().count())
}

#[test]
fn killed_process_resumes_without_loss_or_repetition() {
    let rule = Rule::sample("required-tags", 4_200);
    let expected: Vec<String> = rule
        .evaluations
        .iter()
        .map(|evaluation| evaluation.resource_id.clone())
        .collect();
    let runtime = Runtime::new().unwrap();
    let endpoint = runtime.block_on(ConfigEndpoint::start([rule])).unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("resumable");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("list.txt");
    let run = || {
        let mut command = example("resumable");
        command.arg(&file).args(["--endpoint-url", &endpoint.url()]);
        command
    };

    for kill in 1..=5 {
        let mut child = run().spawn().unwrap();
        while lines(&file) < kill * 600 {
            let status = child.try_wait().unwrap();
            assert!(status.is_none(), "the process ended before it was killed");
            sleep(Duration::from_micros(700));
        }
        child.kill().unwrap();
        let status = child.wait().unwrap();
        assert!(!status.success(), "the process ended before it was killed");
    }
    let output = run().output().unwrap();
    assert!(output.status.success());
    let messages = text(&output.stderr);
    assert!(
        messages.starts_with("resuming from Checkpoint { pages: "),
        "{messages}"
    );
    assert_eq!(
        fs::read_to_string(&file)
            .unwrap()
            .lines()
            .collect::<Vec<_>>(),
        expected
    );

    // Each of the five kills repeats at most the requests since the last save.
    let pages = expected.len() / 10;
    assert!(
        endpoint.received().len() <= pages + 5 * 5,
        "{}",
        endpoint.received().len()
    );

    // A complete listing sends no further request.
    let requests = endpoint.received().len();
    assert!(run().status().unwrap().success());
    assert_eq!(endpoint.received().len(), requests);
}
