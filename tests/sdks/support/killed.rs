//! Listings of a process that is killed and started again.

use std::collections::hash_map::RandomState;
use std::ffi::OsStr;
use std::fs;
use std::hash::BuildHasher;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use paginate_core::{Parallel, ParallelError, Parts};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How often a process is killed.
const KILLS: usize = 50;

/// After how many rows the process saves its state.
const BATCH: usize = 5;

/// The rows that were listed, and the checkpoint after them. They are in one file, so that a kill cannot separate them.
#[derive(Serialize, Deserialize)]
struct State<C> {
    rows: Vec<String>,
    checkpoint: C,
}

/// Lists all rows, and saves them with a checkpoint. If the file exists, the listing resumes from its checkpoint.
///
/// # Errors
///
/// Returns an error if a request fails.
///
/// # Panics
///
/// Panics if the file cannot be read or written.
pub async fn list<S>(
    listing: impl FnOnce(Option<S::Checkpoint>) -> Parallel<S>,
    row: impl Fn(S::Item) -> String,
    file: &Path,
) -> Result<(), ParallelError<S::Error, S::Key>>
where
    S: Parts<Checkpoint: Serialize + DeserializeOwned>,
{
    let (mut rows, checkpoint) = load(file).map_or_else(Default::default, |state| {
        (state.rows, Some(state.checkpoint))
    });
    let mut listing = listing(checkpoint);
    while let Some(item) = listing.try_next().await? {
        rows.push(row(item));
        if rows.len().is_multiple_of(BATCH) {
            rows = save(file, rows, listing.checkpoint());
        }
    }
    save(file, rows, listing.checkpoint());
    Ok(())
}

fn load<C: DeserializeOwned>(file: &Path) -> Option<State<C>> {
    match fs::read(file) {
        Ok(state) => Some(serde_json::from_slice(&state).expect("a state")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => panic!("{}: {error}", file.display()),
    }
}

/// Replaces the file atomically, and returns the rows.
fn save<C: Serialize>(file: &Path, rows: Vec<String>, checkpoint: C) -> Vec<String> {
    let state = State { rows, checkpoint };
    let next = file.with_extension("next");
    fs::write(&next, serde_json::to_vec(&state).expect("a state")).expect("the file is written");
    fs::rename(next, file).expect("the file is renamed");
    state.rows
}

/// Kills a program at random moments, and starts it again. Each time that the program ends by itself, it must have saved exactly
/// these rows, and then starts anew. The program calls [`list`] with the file that is its second argument.
///
/// # Panics
///
/// Panics if a row is missing or comes twice.
pub fn check(program: impl AsRef<OsStr>, url: &str, folder: &str, mut rows: Vec<String>) {
    rows.sort();
    let file = PathBuf::from(folder).join("killed.json");
    let _ = fs::remove_file(&file);
    let start = || -> Child {
        let mut command = Command::new(&program);
        command
            .arg(url)
            .arg(&file)
            .spawn()
            .expect("the program starts")
    };
    let saved = || load::<serde_json::Value>(&file).map_or_else(Vec::new, |state| state.rows);
    let end = |mut child: Child| {
        assert!(child.wait().expect("the program ends").success());
        let mut saved = saved();
        saved.sort();
        assert_eq!(saved, rows);
    };

    let started = Instant::now();
    end(start());
    let whole = started.elapsed();
    let (mut kills, mut resumed) = (0, 0);
    fs::remove_file(&file).expect("a file");
    while kills < KILLS {
        let mut child = start();
        sleep(random_below(whole));
        child.kill().expect("the program is killed");
        if child.wait().expect("the program ends").success() {
            end(child);
            fs::remove_file(&file).expect("a file");
        } else {
            kills += 1;
            resumed += usize::from((1..rows.len()).contains(&saved().len()));
        }
    }
    end(start());
    // Otherwise most processes were killed before the first request or after the last one.
    assert!(resumed >= KILLS / 5, "{resumed} of {kills} resumed");
}

fn random_below(duration: Duration) -> Duration {
    let random = RandomState::new().hash_one(()) % 1_000;
    duration * u32::try_from(random).expect("less than a thousand") / 1_000
}
