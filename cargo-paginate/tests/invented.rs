//! Crates of one operation each, with what few of the real ones have.

mod command;

use std::path::Path;
use std::{env, fs};

use command::paginate;
use serde_json::{Value, json};

const TEXT: &str = "::std::option::Option<::std::string::String>";
const TEXTS: &str = "::std::option::Option<::std::vec::Vec<::std::string::String>>";

/// The folder of a crate with the operation `ListThings`: the members of its request, of its response,
/// and of the types that they hold.
fn krate(
    name: &str,
    input: &[(&str, &str)],
    output: &[(&str, &str)],
    types: &[(&str, &[(&str, &str)])],
) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let operation = folder.join("src/operation/list_things");
    let structure = |name: &str, members: &[(&str, &str)]| {
        let members = members
            .iter()
            .map(|(name, ty)| format!("    pub {name}: {ty},\n"));
        format!("pub struct {name} {{\n{}}}\n", members.collect::<String>())
    };
    let exports = types.iter().map(|(name, _)| {
        let module = name.to_lowercase();
        format!("pub use crate::types::_{module}::{name};\n")
    });
    let mut files = vec![
        (
            folder.join("Cargo.toml"),
            format!("[package]\nname = \"aws-sdk-{name}\"\nversion = \"1.0.0\"\n"),
        ),
        (folder.join("src/client.rs"), String::new()),
        (folder.join("src/types.rs"), exports.collect()),
        (
            operation.join("builders.rs"),
            "pub struct ListThingsFluentBuilder {}\n".to_owned(),
        ),
        (
            operation.join("_list_things_input.rs"),
            structure("ListThingsInput", input),
        ),
        (
            operation.join("_list_things_output.rs"),
            structure("ListThingsOutput", output),
        ),
    ];
    for (name, members) in types {
        let file = format!("src/types/_{}.rs", name.to_lowercase());
        files.push((folder.join(file), structure(name, members)));
    }
    for (file, text) in files {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder.to_str().unwrap().to_owned()
}

/// What is listed of the crate.
fn listed(folder: &str) -> Value {
    let printed = paginate(&["list", "--path", folder, "--json"]);
    assert_eq!(printed.stderr, "");
    serde_json::from_str::<Value>(&printed.stdout).unwrap()["operations"].take()
}

/// What is written of the crate, without its spaces.
fn written(folder: &str) -> String {
    let printed = paginate(&["write", "--path", folder, "--all"]);
    assert_eq!(printed.stderr, "");
    printed.stdout.split_whitespace().collect()
}

#[test]
fn the_key_of_the_last_element_is_a_token_beside_a_flag() {
    let input = [("exclusive_start_tag_key", TEXT)];
    let tags = "::std::vec::Vec<crate::types::Tag>";
    let tag: (&str, &[_]) = ("Tag", &[("key", TEXT), ("value", TEXT)]);
    let folder = krate(
        "last-key",
        &input,
        &[("tags", tags), ("others", TEXTS), ("has_more_tags", "bool")],
        &[tag],
    );
    let operation = &listed(&folder)[0];
    assert_eq!(operation["output_token"], json!(["tags[-1].key"]));
    assert_eq!(operation["items"], json!([{"path": "tags", "type": "Tag"}]));
    assert_eq!(operation["sure"], true);
    let folder = krate("no-flag", &input, &[("tags", tags)], &[tag]);
    assert_eq!(listed(&folder), json!([]));
}

#[test]
fn the_last_element_may_be_the_token_itself() {
    let folder = krate(
        "last-name",
        &[("exclusive_start_stream_name", TEXT)],
        &[("stream_names", TEXTS), ("has_more_streams", "bool")],
        &[],
    );
    assert_eq!(
        listed(&folder)[0]["attribute"],
        "input_token = \"exclusive_start_stream_name\", output_token = \"stream_names[-1]\", more_results = \"has_more_streams\", items = \"stream_names\""
    );
}

#[test]
fn a_position_in_a_stream_is_a_guess() {
    let folder = krate(
        "stream",
        &[("shard_iterator", TEXT)],
        &[("next_shard_iterator", TEXT), ("records", TEXTS)],
        &[],
    );
    let operation = &listed(&folder)[0];
    assert_eq!(operation["output_token"], json!(["next_shard_iterator"]));
    assert_eq!(operation["sure"], false);
    assert_eq!(
        operation["doubts"],
        json!([
            "`next_shard_iterator` leads onward for as long as there may be more, which may be for ever"
        ])
    );
}

#[test]
fn of_two_ways_the_one_that_leads_onward_is_a_guess() {
    let folder = krate(
        "directions",
        &[("next_token", TEXT)],
        &[
            ("events", TEXTS),
            ("next_backward_token", TEXT),
            ("next_forward_token", TEXT),
        ],
        &[],
    );
    let operation = &listed(&folder)[0];
    assert_eq!(operation["output_token"], json!(["next_forward_token"]));
    assert_eq!(operation["sure"], false);
    assert!(written(&folder).contains("repeated_token=\"end\""));
}

#[test]
fn the_first_of_two_holders_is_a_guess() {
    let page: &[_] = &[("next_marker", TEXT), ("names", TEXTS)];
    let folder = krate(
        "holders",
        &[("marker", TEXT)],
        &[
            ("users", "crate::types::Users"),
            ("groups", "crate::types::Groups"),
        ],
        &[("Users", page), ("Groups", page)],
    );
    let operation = &listed(&folder)[0];
    assert_eq!(operation["output_token"], json!(["users.next_marker"]));
    assert_eq!(
        operation["doubts"],
        json!(["there is another token in `groups`"])
    );
}

#[test]
fn a_page_without_a_collection_is_an_item() {
    let folder = krate(
        "pages",
        &[("next_token", TEXT)],
        &[("next_token", TEXT), ("report", TEXT)],
        &[],
    );
    let source = written(&folder);
    assert!(source.contains("items=|page|[page]"), "{source}");
    assert!(
        source.contains("implPaginator<Item=ListThingsOutput,Error=Error>"),
        "{source}"
    );
    assert!(source.contains("useaws_sdk_pages::operation::list_things::ListThingsOutput;"));
    assert!(source.contains("//Aguess:theresponseholdsnolistandnomap:eachpageisanitem."));
}

#[test]
fn collections_of_one_type_are_told_apart() {
    let folder = krate(
        "twins",
        &[("next_token", TEXT)],
        &[("found", "::std::option::Option<crate::types::Found>")],
        &[(
            "Found",
            &[("added", TEXTS), ("removed", TEXTS), ("next_token", TEXT)],
        )],
    );
    let source = written(&folder);
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
fn a_type_whose_name_is_taken_is_written_with_its_path() {
    let folder = krate(
        "errors",
        &[("next_token", TEXT)],
        &[
            ("next_token", TEXT),
            ("r#type", "::std::vec::Vec<crate::types::Error>"),
        ],
        &[("Error", &[])],
    );
    let source = written(&folder);
    assert!(source.contains("items=\"r#type\""), "{source}");
    assert!(
        source.contains("Item=aws_sdk_errors::types::Error,Error=Error"),
        "{source}"
    );
}

#[test]
fn half_a_token_is_told_which_half_is_missing() {
    let folder = krate("half", &[("next_token", TEXT)], &[("things", TEXTS)], &[]);
    let printed = paginate(&["write", "--path", &folder, "ListThings"]);
    assert!(
        printed
            .stderr
            .contains("its request takes `next_token`, and its response returns no token"),
        "{}",
        printed.stderr
    );
    assert_eq!(printed.code, Some(1));
    assert_eq!(listed(&folder), json!([]));
}

#[test]
fn write_fails_if_the_generated_source_is_invalid() {
    // No crate has these names, but a manifest that `--path` points to can contain anything.
    for name in ["a.b", "a)"] {
        let folder = krate(
            name,
            &[("next_token", TEXT)],
            &[("next_token", TEXT), ("things", TEXTS)],
            &[],
        );
        for form in [None, Some("--builder"), Some("--extension")] {
            let mut arguments = vec!["write", "--path", &folder, "--all"];
            arguments.extend(form);
            let printed = paginate(&arguments);
            assert_eq!(printed.stdout, "", "{name} {form:?}");
            assert_eq!(printed.code, Some(1), "{name} {form:?}");
            let error = format!("expected an identifier, found `aws_sdk_{name}`");
            assert!(printed.stderr.contains(&error), "{}", printed.stderr);
        }
    }
}
