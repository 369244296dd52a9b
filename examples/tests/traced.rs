//! Runs the example `traced` and compares its output with the FAQ.

mod common;

use common::{example, text};

#[test]
fn output_is_the_one_in_the_faq() {
    let output = example("traced").output().expect("the example starts");
    assert!(output.status.success());
    let output = text(&output.stdout);
    let faq = include_str!("../../paginate-core/docs/faq.md");
    let in_faq = format!("```text\n{output}```\n");
    assert!(faq.contains(&in_faq), "expected in the FAQ:\n{in_faq}");
}
