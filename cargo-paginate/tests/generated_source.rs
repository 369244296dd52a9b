//! The source that `write` generates, for cases that the snapshots do not contain.

mod command;
mod fixture;

use command::paginate;
use fixture::{STRING, STRINGS, sdk_crate};

/// Returns the source that `write` generates, without whitespace.
fn write(directory: &str) -> String {
    let output = paginate(&["write", "--path", directory, "--all"]);
    assert_eq!(output.stderr, "");
    output.stdout.split_whitespace().collect()
}

#[test]
fn page_without_a_collection_is_one_item() {
    let directory = sdk_crate(
        "pages",
        &[("next_token", STRING)],
        &[("next_token", STRING), ("report", STRING)],
        &[],
    );
    let source = write(&directory);
    for part in [
        "items=|page|[page]",
        "implPaginator<Item=ListThingsOutput,Error=Error>",
        "useaws_sdk_pages::operation::list_things::ListThingsOutput;",
        "//Ambiguous:theresponsecontainsnolistormap,soeachpageisoneitem.",
    ] {
        assert!(source.contains(part), "{part} in {source}");
    }
    let table = paginate(&["list", "--path", &directory]).stdout;
    assert!(table.contains("ListThingsOutput  token ="), "{table}");
}

#[test]
fn collections_of_one_type_are_separate_variants() {
    let directory = sdk_crate(
        "same-type",
        &[("next_token", STRING)],
        &[("found", "::std::option::Option<crate::types::Found>")],
        &[(
            "Found",
            &[
                ("added", STRINGS),
                ("removed", STRINGS),
                ("next_token", STRING),
            ],
        )],
    );
    let source = write(&directory);
    for part in [
        "output_token=\"found.next_token\",",
        "items=|page|{page.found.into_iter().flat_map(|found|{found.added.unwrap_or_default()",
        ".into_iter().map(ListThingsItem::Added)",
        ".chain(found.removed.unwrap_or_default().into_iter().map(ListThingsItem::Removed),)",
    ] {
        assert!(source.contains(part), "{part} in {source}");
    }
    assert!(!source.contains("implFrom<"));
}

#[test]
fn type_with_a_reserved_name_has_its_full_path() {
    let directory = sdk_crate(
        "errors",
        &[("next_token", STRING)],
        &[
            ("next_token", STRING),
            ("r#type", "::std::vec::Vec<crate::types::Error>"),
        ],
        &[("Error", &[])],
    );
    let source = write(&directory);
    assert!(source.contains("items=\"r#type\""), "{source}");
    assert!(
        source.contains("Item=aws_sdk_errors::types::Error,Error=Error"),
        "{source}"
    );
}

#[test]
fn invalid_source_is_an_error() {
    // No published crate has these names, but a manifest in `--path` can contain anything.
    for name in ["a.b", "a)"] {
        let directory = sdk_crate(
            name,
            &[("next_token", STRING)],
            &[("next_token", STRING), ("things", STRINGS)],
            &[],
        );
        for signature in [None, Some("--builder"), Some("--extension")] {
            let mut arguments = vec!["write", "--path", &directory, "--all"];
            arguments.extend(signature);
            let output = paginate(&arguments);
            assert_eq!(output.stdout, "", "{name} {signature:?}");
            assert_eq!(
                output.stderr,
                format!("error: expected an identifier, found `aws_sdk_{name}`\n")
            );
            assert_eq!(output.code, Some(1), "{name} {signature:?}");
        }
    }
}
