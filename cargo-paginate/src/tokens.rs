//! Finds the tokens of an operation: the members of the request, and the members of the response that
//! contain their next values.

mod rules;

use anyhow::Result;

use crate::response::ResponseStruct;
use crate::sdk::{Member, Operation, Sdk, Struct, TypeKind};

/// A member of the request, and the path of its next value in the response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TokenPair {
    pub(crate) input: String,
    pub(crate) output: String,
}

/// The tokens of an operation.
pub(crate) struct Tokens<'a> {
    pub(crate) pairs: Vec<TokenPair>,
    /// The struct that contains the output tokens.
    pub(crate) location: &'a ResponseStruct,
    /// The reasons why the pairs are ambiguous.
    pub(crate) ambiguities: Vec<String>,
}

/// Finds the tokens of an operation. Returns `None` if the operation cannot be paginated.
pub(crate) fn find<'a>(
    sdk: &Sdk,
    operation: &Operation,
    structs: &'a [ResponseStruct],
) -> Result<Option<Tokens<'a>>> {
    if let Some(paths) = &operation.paginator_paths {
        let location = structs.iter().rfind(|it| it.contains(&paths.output_token));
        return Ok(location.map(|location| Tokens {
            pairs: vec![TokenPair {
                input: paths.input_token.clone(),
                output: paths.output_token.clone(),
            }],
            location,
            ambiguities: Vec::new(),
        }));
    }
    let mut found = Vec::new();
    for location in structs {
        if let Some(matched) = rules::apply(sdk, &operation.request, &location.structure)? {
            found.push(Tokens {
                pairs: matched.pairs_in(location),
                location,
                ambiguities: matched.ambiguities,
            });
        }
    }
    // The response itself has precedence, so a second match is ambiguous only between its members.
    if let [first, second, ..] = found.as_mut_slice() {
        if let (Some(_), Some(parent)) = (&first.location.parent, &second.location.parent) {
            first
                .ambiguities
                .push(format!("`{}` also contains a token", parent.name));
        }
    }
    Ok(found.into_iter().next())
}

/// Token pairs with paths from one struct of the response.
#[derive(Debug, PartialEq)]
struct Match {
    pairs: Vec<TokenPair>,
    ambiguities: Vec<String>,
}

impl Match {
    fn new(input: &str, output: &str) -> Self {
        Match {
            pairs: vec![TokenPair {
                input: input.to_owned(),
                output: output.to_owned(),
            }],
            ambiguities: Vec::new(),
        }
    }

    fn ambiguous(input: &str, output: &str, reason: String) -> Self {
        Match {
            ambiguities: vec![reason],
            ..Match::new(input, output)
        }
    }

    /// Returns the pairs with paths from the response.
    fn pairs_in(&self, location: &ResponseStruct) -> Vec<TokenPair> {
        let pairs = self.pairs.iter().map(|pair| TokenPair {
            input: pair.input.clone(),
            output: pair
                .output
                .split(" || ")
                .map(|path| location.path(path))
                .collect::<Vec<_>>()
                .join(" || "),
        });
        pairs.collect()
    }
}

/// Returns the members whose names are those of tokens.
pub(crate) fn token_members(structure: &Struct) -> Vec<&str> {
    let members = structure.members.iter();
    let strings = members.filter(|member| member.kind == TypeKind::String);
    strings
        .map(Member::unraw)
        .filter(|name| is_token_name(name))
        .collect()
}

/// Returns the member of a request that is a page number or an offset, with the argument of `#[paginate]` for it.
pub(crate) fn number_member(request: &Struct) -> Option<(&'static str, &str)> {
    let mut members = request.members.iter();
    members.find_map(|member| {
        let argument = match member.unraw() {
            "page" | "page_number" => "page_number",
            "offset" | "start" => "offset",
            _ => return None,
        };
        (member.kind == TypeKind::Integer).then(|| (argument, member.unraw()))
    })
}

/// Returns whether a member of this name is a pagination token, with or without `next_`.
///
/// Names that merely end in `token` are not enough: there are client, session, lock and sequence
/// tokens.
fn is_token_name(name: &str) -> bool {
    const TOKEN_NAMES: [&str; 7] = [
        "token",
        "page_token",
        "pagination_token",
        "continuation_token",
        "cursor",
        "position",
        "marker",
    ];
    let name = name.strip_prefix("next_").unwrap_or(name);
    TOKEN_NAMES.contains(&name) || name.ends_with("_marker")
}
