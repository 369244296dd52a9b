//! A process that is killed at any moment and started again has listed everything, once.
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
fn it_is_killed_again_and_again_and_nothing_is_lost_or_twice() {
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
            sleep(Duration::from_micros(700));
        }
        child.kill().unwrap();
        let status = child.wait().unwrap();
        assert!(!status.success(), "it was to be killed before it was done");
    }
    let output = run().output().unwrap();
    assert!(output.status.success());
    let said = text(&output.stderr);
    assert!(
        said.starts_with("going on at Checkpoint { pages: "),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(&file)
            .unwrap()
            .lines()
            .collect::<Vec<_>>(),
        expected
    );

    // Each of the five lost at most what came after it was saved.
    let pages = expected.len() / 10;
    assert!(
        endpoint.received().len() <= pages + 5 * 5,
        "{}",
        endpoint.received().len()
    );

    // When it is done it knows.
    let requests = endpoint.received().len();
    assert!(run().status().unwrap().success());
    assert_eq!(endpoint.received().len(), requests);
}
