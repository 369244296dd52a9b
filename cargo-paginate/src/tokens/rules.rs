//! The rules that pair the tokens of a request with those of a response, by name and type.
//!
//! The first rule that finds a pair is used. The rules apply only if the SDK has no paginator for the
//! operation; otherwise, the paginator determines the tokens.

use anyhow::Result;

use super::{Match, TokenPair, is_token_name, token_members};
use crate::more_results;
use crate::sdk::{Member, Sdk, Struct, TypeKind};

/// Applies the rules to a request and one struct of its response.
pub(super) fn apply(sdk: &Sdk, request: &Struct, response: &Struct) -> Result<Option<Match>> {
    let by_name = names(request, response)
        .or_else(|| stream_position(request, response))
        .or_else(|| forward_token(request, response))
        .or_else(|| only_tokens(request, response));
    let matched = match by_name {
        Some(matched) => Some(matched),
        None => key_of_last_item(sdk, request, response)?,
    };
    match matched {
        Some(matched) => add_documented_fallback(sdk, response, matched).map(Some),
        None => Ok(None),
    }
}

/// Pairs each member of the request with the member of the response that has the corresponding name
/// and the same type. A request may have several tokens, like `key_marker` and `upload_id_marker`.
fn names(request: &Struct, response: &Struct) -> Option<Match> {
    let mut pairs = Vec::new();
    let mut ambiguities = Vec::new();
    for input in &request.members {
        let Some(output) = output_name(input, response) else {
            continue;
        };
        let name = input.unraw();
        if let Some(first) = documented_first_value(&input.docs, name) {
            ambiguities.push(format!(
                "the documentation of `{name}` says to set it to `{first}` in the first request; otherwise, the response contains no token"
            ));
        }
        pairs.push(TokenPair {
            input: name.to_owned(),
            output: output.to_owned(),
        });
    }
    (!pairs.is_empty()).then_some(Match { pairs, ambiguities })
}

/// Returns `initial` for "set the cursor value to `initial`", as in `CloudSearch`.
fn documented_first_value<'a>(docs: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = docs.split_once(&format!("set the {name} value to <code>"))?;
    Some(rest.split_once("</code>")?.0)
}

fn output_name<'a>(input: &Member, response: &'a Struct) -> Option<&'a str> {
    let name = input.unraw();
    let has_flag = more_results::flag(response).is_some();
    let output = |name: &str| same_type(input, response.member(name)?);

    // `exclusive_start_key` is paired with `last_evaluated_key`.
    if let Some(rest) = name.strip_prefix("exclusive_start_") {
        return output(&format!("last_evaluated_{rest}"));
    }

    // `starting_token` is paired with `next_token`, and, if the response has a flag like
    // `is_truncated`, `start_record_name` with `next_record_name`.
    let start = name.strip_prefix("starting_");
    if let Some(rest) = start.or_else(|| name.strip_prefix("start_")) {
        return output(&format!("next_{rest}")).filter(|_| has_flag || is_token_name(rest));
    }

    // `next_token` is paired with `next_token` or `next_page_token`.
    if is_token_name(name) && name.starts_with("next_") {
        let page_token = || output("next_page_token").filter(|_| name == "next_token");
        return output(name).or_else(page_token);
    }

    // `marker` is paired with `next_marker`, `next_page_marker` or `marker`, in this order: many
    // responses contain the token of the request as `marker`, besides the next token.
    if is_token_name(name) {
        return output(&format!("next_{name}"))
            .or_else(|| output(&format!("next_page_{name}")))
            .or_else(|| output(name));
    }

    // The offset `item_offset` is paired with `next_item_offset`, and `next_index` with `next_index`.
    let number = name.strip_prefix("next_").unwrap_or(name);
    if input.kind == TypeKind::Integer && (number.ends_with("offset") || number.ends_with("index"))
    {
        let next = response.member(&format!("next_{number}"))?;
        return same_type(input, next).filter(|_| next.is_optional);
    }

    // `dns_name` is paired with `next_dns_name` if the response has a flag like `is_truncated`.
    output(&format!("next_{name}")).filter(|_| has_flag)
}

/// Pairs `shard_iterator` with `next_shard_iterator`. The response needs no flag.
fn stream_position(request: &Struct, response: &Struct) -> Option<Match> {
    request.members.iter().find_map(|input| {
        let name = input.unraw();
        if !name.ends_with("_iterator") {
            return None;
        }
        let output = same_type(input, response.member(&format!("next_{name}"))?)?;
        let reason = format!("`{output}` is a position in a stream, which may have no last page");
        Some(Match::ambiguous(name, output, reason))
    })
}

/// Pairs the only token of the request with `next_forward_token`, not with `next_backward_token`.
fn forward_token(request: &Struct, response: &Struct) -> Option<Match> {
    let output = &response.member("next_forward_token")?.name;
    let inputs = token_members(request);
    let [input] = inputs.as_slice() else {
        return None;
    };
    let reason = format!("the response contains several tokens, of which `{output}` is used");
    Some(Match::ambiguous(input, output, reason))
}

/// Pairs `marker` with `next_token` if neither the request nor the response has another token.
fn only_tokens(request: &Struct, response: &Struct) -> Option<Match> {
    let (inputs, outputs) = (token_members(request), token_members(response));
    let ([input], [output]) = (inputs.as_slice(), outputs.as_slice()) else {
        return None;
    };
    let reason = format!("`{input}` and `{output}` are the only tokens, but their names differ");
    Some(Match::ambiguous(input, output, reason))
}

/// Pairs `exclusive_start_shard_id` with `shards[-1].shard_id`, the key of the last item, if the
/// response has a flag like `has_more_shards`.
fn key_of_last_item(sdk: &Sdk, request: &Struct, response: &Struct) -> Result<Option<Match>> {
    if more_results::flag(response).is_none() {
        return Ok(None);
    }
    for input in &request.members {
        let Some(key) = input.unraw().strip_prefix("exclusive_start_") else {
            continue;
        };
        for list in &response.members {
            if let Some(output) = last_item_path(sdk, list, key, input)? {
                return Ok(Some(Match::new(input.unraw(), &output)));
            }
        }
    }
    Ok(None)
}

/// Returns `shards[-1].shard_id` for `shard_id`, `tags[-1].key` for `tag_key`, and
/// `stream_names[-1]` for `stream_name`.
fn last_item_path(sdk: &Sdk, list: &Member, key: &str, input: &Member) -> Result<Option<String>> {
    let TypeKind::List(element) = &list.kind else {
        return Ok(None);
    };
    let name = &list.name;
    let singular = list.unraw().trim_end_matches('s');
    if key == singular && **element == input.ty {
        return Ok(Some(format!("{name}[-1]")));
    }
    let Some(element) = sdk.struct_of(element)? else {
        return Ok(None);
    };
    let short_key = key
        .strip_prefix(singular)
        .and_then(|rest| rest.strip_prefix('_'));
    let members = [Some(key), short_key].into_iter().flatten();
    let member = members
        .filter_map(|key| element.member(key))
        .find_map(|member| same_type(input, member));
    Ok(member.map(|member| format!("{name}[-1].{member}")))
}

/// Adds a second path to an output token that may be absent: `next_marker` becomes
/// `next_marker || contents[-1].key` if its documentation refers to the last `Key`, as in S3's
/// `ListObjects`.
fn add_documented_fallback(sdk: &Sdk, response: &Struct, mut matched: Match) -> Result<Match> {
    for pair in &mut matched.pairs {
        let Some(token) = response.member(&pair.output) else {
            continue;
        };
        let Some(key) = documented_key(&token.docs) else {
            continue;
        };
        for list in &response.members {
            let TypeKind::List(element) = &list.kind else {
                continue;
            };
            let element = sdk.struct_of(element)?;
            let key = element.as_deref().and_then(|element| element.member(&key));
            if let Some(key) = key.and_then(|key| same_type(token, key)) {
                matched.ambiguities.push(format!(
                    "`{}` may be absent; its documentation then refers to the last `{key}`",
                    token.name
                ));
                pair.output = format!("{} || {}[-1].{key}", pair.output, list.name);
                break;
            }
        }
    }
    Ok(matched)
}

/// Returns `key` for "the value of the last `Key` element in the response".
fn documented_key(docs: &str) -> Option<String> {
    let (_, name) = docs.split_once("the last <code>")?;
    let (name, rest) = name.split_once("</code>")?;
    rest.starts_with(" element in the response")
        .then(|| name.to_lowercase())
}

/// Returns the name of the output if its type is that of the input.
fn same_type<'a>(input: &Member, output: &'a Member) -> Option<&'a str> {
    (output.ty == input.ty).then_some(output.name.as_str())
}

#[cfg(test)]
mod tests {
    use syn::{Field, parse_quote, parse_str};

    use super::*;

    /// Returns a struct with members like `marker: String`.
    fn structure(members: &[&str]) -> Struct {
        let members = members.iter().map(|member| {
            let (name, ty) = member.split_once(": ").unwrap();
            let name: syn::Ident = parse_str(name).unwrap();
            let ty: syn::Type = parse_str(&ty.replace("String", "::std::string::String")).unwrap();
            let field: Field = parse_quote!(pub #name: Option<#ty>);
            Member::new(&field).unwrap()
        });
        Struct {
            name: "Members".to_owned(),
            members: members.collect(),
        }
    }

    fn names_of(request: &[&str], response: &[&str]) -> Option<Match> {
        names(&structure(request), &structure(response))
    }

    #[test]
    fn next_marker_has_precedence_over_the_repeated_marker() {
        assert_eq!(
            names_of(
                &["marker: String"],
                &["marker: String", "next_marker: String"]
            ),
            Some(Match::new("marker", "next_marker"))
        );
    }

    #[test]
    fn other_names_are_tokens_only_beside_a_flag() {
        let request = ["dns_name: String"];
        assert_eq!(
            names_of(&request, &["next_dns_name: String", "is_truncated: bool"]),
            Some(Match::new("dns_name", "next_dns_name"))
        );
        assert_eq!(names_of(&request, &["next_dns_name: String"]), None);
    }

    #[test]
    fn client_lock_and_sequence_tokens_are_not_paired() {
        let request = [
            "client_token: String",
            "lock_token: String",
            "sequence_token: String",
        ];
        let response = [
            "client_token: String",
            "next_lock_token: String",
            "next_sequence_token: String",
        ];
        assert_eq!(names_of(&request, &response), None);
    }

    #[test]
    fn paired_tokens_have_the_same_type() {
        assert_eq!(
            names_of(&["next_token: i32"], &["next_token: String"]),
            None
        );
    }

    #[test]
    fn offset_is_paired_with_the_next_offset() {
        let response = ["next_item_offset: i32", "total_results: i32"];
        assert_eq!(
            names_of(&["item_offset: i32", "page_size: i32"], &response),
            Some(Match::new("item_offset", "next_item_offset"))
        );
        assert_eq!(names_of(&["item_offset: i64"], &response), None);
        assert_eq!(
            names_of(&["next_index: i32"], &["next_index: i32"]),
            Some(Match::new("next_index", "next_index"))
        );
        let device = ["device_index: i32"];
        assert_eq!(names_of(&device, &device), None);
    }

    #[test]
    fn documented_first_value_is_ambiguous() {
        let docs = "<p>To get the first cursor, set the cursor value to <code>initial</code>.</p>";
        assert_eq!(documented_first_value(docs, "cursor"), Some("initial"));
        assert_eq!(documented_first_value(docs, "marker"), None);
        let mut request = structure(&["cursor: String"]);
        let response = structure(&["cursor: String"]);
        assert_eq!(names(&request, &response).unwrap().ambiguities.len(), 0);
        request.members[0].docs = docs.to_owned();
        assert_eq!(names(&request, &response).unwrap().ambiguities.len(), 1);
    }

    #[test]
    fn only_tokens_with_different_names_are_ambiguous() {
        let (request, response) = (["marker: String"], ["next_token: String"]);
        assert_eq!(names_of(&request, &response), None);
        let matched = only_tokens(&structure(&request), &structure(&response)).unwrap();
        assert_eq!(matched.pairs, Match::new("marker", "next_token").pairs);
        assert_eq!(matched.ambiguities.len(), 1);
    }
}
