//! Runs the example `non_compliant_rules` and checks its output.

mod common;

use std::collections::BTreeSet;

use common::{example, text};

#[test]
fn listing_prints_every_resource_of_every_rule() {
    let output = example("non_compliant_rules")
        .output()
        .expect("the example starts");
    let stderr = text(&output.stderr);
    assert!(
        stderr.ends_with("5200 non-compliant resources of 40 rules, 2 retries\n"),
        "{stderr}"
    );
    let lines: BTreeSet<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 5_200);
    // Two of three resources of a rule are non-compliant. The rule 27 has 270 resources.
    let rule = lines.iter().filter(|line| line.starts_with("rule-27 "));
    assert_eq!(rule.count(), 180);
    assert!(output.status.success());
}
