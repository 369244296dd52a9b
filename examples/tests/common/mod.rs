//! Runs the examples as a user does.

use std::process::{Command, Stdio};

/// Returns a command that runs an example. Cargo builds the examples together with the tests, into `examples` beside `deps`.
pub(crate) fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("the test has a path");
    let mut path = test
        .ancestors()
        .nth(2)
        .expect("`deps` has a parent")
        .join("examples");
    path.push(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} does not exist: run `cargo build -p paginate-examples --examples`",
        path.display()
    );
    let mut command = Command::new(path);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the examples print UTF-8")
}
