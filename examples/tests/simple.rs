//! Runs the example `simple` and compares its output with the README.

mod common;

use common::{example, text};

#[test]
fn output_is_the_one_in_the_readme() {
    let output = example("simple").output().expect("the example starts");
    assert!(output.status.success());
    let output = text(&output.stdout);
    let readme = include_str!("../../README.md");
    let in_readme = format!("```text\n{output}```\n");
    assert!(
        readme.contains(&in_readme),
        "expected in the README:\n{in_readme}"
    );
}
