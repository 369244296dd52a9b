//! The rules that pair tokens, for cases that the snapshots do not contain.

mod command;
mod fixture;

use command::paginate;
use fixture::{STRING, STRINGS, sdk_crate};
use serde_json::{Value, json};

const INTEGER: &str = "::std::option::Option<i32>";

/// Returns the `operations` in the JSON output of `list`.
fn list(directory: &str) -> Value {
    let output = paginate(&["list", "--path", directory, "--json"]);
    assert_eq!(output.stderr, "");
    serde_json::from_str::<Value>(&output.stdout).unwrap()["operations"].take()
}

#[test]
fn key_of_last_item_is_a_token_beside_a_flag() {
    let request = [("exclusive_start_tag_key", STRING)];
    let tags = "::std::vec::Vec<crate::types::Tag>";
    let tag: (&str, &[_]) = ("Tag", &[("key", STRING), ("value", STRING)]);
    let with_flag = sdk_crate(
        "last-key",
        &request,
        &[
            ("tags", tags),
            ("others", STRINGS),
            ("has_more_tags", "bool"),
        ],
        &[tag],
    );
    let operation = &list(&with_flag)[0];
    assert_eq!(operation["output_token"], json!(["tags[-1].key"]));
    assert_eq!(operation["items"], json!([{"path": "tags", "type": "Tag"}]));
    assert_eq!(operation["ambiguous"], false);
    let without_flag = sdk_crate("no-flag", &request, &[("tags", tags)], &[tag]);
    assert_eq!(list(&without_flag), json!([]));
}

#[test]
fn last_item_itself_is_a_token_beside_a_flag() {
    let directory = sdk_crate(
        "last-name",
        &[("exclusive_start_stream_name", STRING)],
        &[("stream_names", STRINGS), ("has_more_streams", "bool")],
        &[],
    );
    assert_eq!(
        list(&directory)[0]["attribute"],
        "input_token = \"exclusive_start_stream_name\", output_token = \"stream_names[-1]\", more_results = \"has_more_streams\", items = \"stream_names\""
    );
}

#[test]
fn stream_position_is_ambiguous() {
    let directory = sdk_crate(
        "stream",
        &[("shard_iterator", STRING)],
        &[("next_shard_iterator", STRING), ("records", STRINGS)],
        &[],
    );
    let operation = &list(&directory)[0];
    assert_eq!(operation["output_token"], json!(["next_shard_iterator"]));
    assert_eq!(operation["ambiguous"], true);
    assert_eq!(
        operation["ambiguities"],
        json!(["`next_shard_iterator` is a position in a stream, which may have no last page"])
    );
}

#[test]
fn forward_token_is_ambiguous_and_ends_when_repeated() {
    let directory = sdk_crate(
        "directions",
        &[("next_token", STRING)],
        &[
            ("events", STRINGS),
            ("next_backward_token", STRING),
            ("next_forward_token", STRING),
        ],
        &[],
    );
    let operation = &list(&directory)[0];
    assert_eq!(
        operation["attribute"],
        "input_token = \"next_token\", output_token = \"next_forward_token\", items = \"events\", repeated_token = \"end\""
    );
    assert_eq!(
        operation["ambiguities"],
        json!(["the response contains several tokens, of which `next_forward_token` is used"])
    );
}

#[test]
fn first_of_two_nested_tokens_is_ambiguous() {
    let page: &[_] = &[("next_marker", STRING), ("names", STRINGS)];
    let directory = sdk_crate(
        "nested",
        &[("marker", STRING)],
        &[
            ("users", "crate::types::Users"),
            ("groups", "crate::types::Groups"),
        ],
        &[("Users", page), ("Groups", page)],
    );
    let operation = &list(&directory)[0];
    assert_eq!(operation["output_token"], json!(["users.next_marker"]));
    assert_eq!(
        operation["ambiguities"],
        json!(["`groups` also contains a token"])
    );
}

/// As in IAM's `GetServiceLastAccessedDetails` and in Secrets Manager's `BatchGetSecretValue`.
#[test]
fn error_beside_the_items_is_ambiguous_but_failures_are_items() {
    let request = [("next_token", STRING)];
    let names = [("next_token", STRING), ("names", STRINGS)];
    let error = [("error", "::std::option::Option<crate::types::Details>")];
    let details: (&str, &[_]) = ("Details", &[("code", STRING)]);
    let directory = sdk_crate(
        "error",
        &request,
        &[names.as_slice(), &error].concat(),
        &[details],
    );
    let operation = &list(&directory)[0];
    assert_eq!(
        operation["attribute"],
        "token = \"next_token\", items = \"names\""
    );
    assert_eq!(
        operation["ambiguities"],
        json!([
            "the response may contain an error in `error`, which is neither an item nor reported"
        ])
    );
    let errors = [("errors", STRINGS)];
    let directory = sdk_crate(
        "failures",
        &request,
        &[names.as_slice(), &errors].concat(),
        &[],
    );
    let operation = &list(&directory)[0];
    assert_eq!(
        operation["attribute"],
        "token = \"next_token\", items = [\"names\", \"errors\"]"
    );
    assert_eq!(
        operation["ambiguities"],
        json!(["the response contains 2 lists, and the items of all of them are yielded"])
    );
}

/// As in Deadline Cloud's `SearchJobs`.
#[test]
fn next_offset_is_a_token() {
    let request = [("item_offset", INTEGER), ("page_size", INTEGER)];
    let response = [
        ("jobs", STRINGS),
        ("next_item_offset", INTEGER),
        ("total_results", "i32"),
    ];
    let directory = sdk_crate("offset", &request, &response, &[]);
    let operation = &list(&directory)[0];
    assert_eq!(
        operation["attribute"],
        "input_token = \"item_offset\", output_token = \"next_item_offset\", items = \"jobs\""
    );
    assert_eq!(operation["ambiguous"], false);
    // A next offset that is never absent cannot end the listing.
    let response = [("jobs", STRINGS), ("next_item_offset", "i32")];
    let directory = sdk_crate("endless-offset", &request, &response, &[]);
    assert_eq!(list(&directory), json!([]));
}

/// As in Kendra's `Retrieve`, and in `CloudSearch`'s `Search` without its cursor.
#[test]
fn write_shows_the_argument_for_a_number_without_a_next_one() {
    for (number, argument) in [("page_number", "page_number"), ("start", "offset")] {
        let request = [(number, INTEGER), ("page_size", INTEGER)];
        let directory = sdk_crate(number, &request, &[("result_items", STRINGS)], &[]);
        assert_eq!(list(&directory), json!([]));
        let output = paginate(&["write", "--path", &directory, "ListThings"]);
        assert_eq!(
            output.stderr,
            format!(
                "error: `ListThings` cannot be paginated: its request contains `{number}`, but its response does not contain the next one\nhelp: if the pages after the last one are empty, annotate a function with `{argument} = \"{number}\"`: https://docs.rs/paginate-core/latest/paginate_core/guide/arguments/index.html\n"
            )
        );
        assert_eq!(output.code, Some(1));
    }
}

#[test]
fn operation_with_an_unpaired_token_is_not_listed() {
    let directory = sdk_crate(
        "unpaired",
        &[("next_token", STRING)],
        &[("things", STRINGS)],
        &[],
    );
    assert_eq!(list(&directory), json!([]));
}

#[test]
fn write_reports_an_unpaired_token() {
    let things = ("things", STRINGS);
    let token = ("next_token", STRING);
    for (name, request, response, reason) in [
        (
            "unpaired-input",
            &[token][..],
            &[things][..],
            "its request contains `next_token`, but its response contains no token",
        ),
        (
            "unpaired-output",
            &[][..],
            &[token, things][..],
            "its response contains `next_token`, but its request contains no token",
        ),
        (
            "unpaired-types",
            &[("marker", STRING), ("cursor", STRING)][..],
            &[token, things][..],
            "its request contains `marker`, `cursor` and its response `next_token`, which cannot be paired",
        ),
    ] {
        let directory = sdk_crate(name, request, response, &[]);
        let output = paginate(&["write", "--path", &directory, "ListThings"]);
        assert_eq!(output.stdout, "");
        assert_eq!(
            output.stderr,
            format!("error: `ListThings` cannot be paginated: {reason}\n")
        );
        assert_eq!(output.code, Some(1));
    }
}
