//! Kills the example `split_s3` at several moments, runs it again, and checks its sums.
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use common::{example, text};
use paginate_examples::{Emulator, sdk_config};
use tokio::runtime::Runtime;

/// Creates the bucket. Returns the number of objects and the sum of their sizes.
async fn create_bucket(url: &str) -> (usize, usize) {
    let config = Builder::from(&sdk_config(url)).force_path_style(true);
    let s3 = Client::from_conf(config.build());
    s3.create_bucket().bucket("archive").send().await.unwrap();
    let sizes = (0..1_500).map(|number| number % 7);
    for (number, size) in sizes.clone().enumerate() {
        let hash = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let put = s3
            .put_object()
            .bucket("archive")
            .key(format!("{hash:016x}"));
        put.body(vec![b'.'; size].into()).send().await.unwrap();
    }
    (sizes.len(), sizes.sum())
}

/// Returns the number of objects in the state that was saved.
fn saved(file: &Path) -> u64 {
    let Ok(state) = fs::read(file) else {
        return 0;
    };
    let state: serde_json::Value = serde_json::from_slice(&state).unwrap();
    state["objects"].as_u64().unwrap()
}

#[test]
fn killed_process_counts_each_object_once() {
    let emulator = Emulator::ministack().unwrap();
    let runtime = Runtime::new().unwrap();
    let (objects, bytes) = runtime.block_on(create_bucket(&emulator.url()));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("split_s3");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("state.json");
    let run = || {
        let mut command = example("split_s3");
        command.arg(&file).args(["--endpoint-url", &emulator.url()]);
        command
    };

    for kill in 1..=4 {
        let mut child = run().spawn().unwrap();
        while saved(&file) < kill * 300 {
            let status = child.try_wait().unwrap();
            assert!(status.is_none(), "the process ended before it was killed");
            sleep(Duration::from_micros(700));
        }
        child.kill().unwrap();
        assert!(
            !child.wait().unwrap().success(),
            "the process ended before it was killed"
        );
    }
    let output = run().output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let messages = text(&output.stderr);
    assert!(
        messages.starts_with("resuming from SplitCheckpoint { ranges: "),
        "{messages}"
    );
    assert_eq!(
        text(&output.stdout),
        format!("{objects} objects, {bytes} bytes\n")
    );
}
