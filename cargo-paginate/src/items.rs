//! Finds the lists and maps of a response that contain the items.

use syn::{Type, parse_quote};

use crate::response::ResponseStruct;
use crate::sdk::{Member, Operation, TypeKind};
use crate::tokens::Tokens;

/// A list or a map in a response.
#[derive(Clone, Debug)]
pub(crate) struct Collection {
    /// The path from the response.
    pub(crate) path: String,
    /// The member of the response that contains the collection. `None` if the collection is itself a
    /// member of the response.
    pub(crate) parent: Option<Member>,
    pub(crate) member: Member,
    /// The type of the items: the element of a list, or the key and the value of a map as a tuple.
    pub(crate) item: Type,
}

/// The collections that contain the items of an operation.
#[derive(Debug)]
pub(crate) struct Items {
    pub(crate) collections: Vec<Collection>,
    /// The reasons why the collections are ambiguous.
    pub(crate) ambiguities: Vec<String>,
}

/// Finds the items of an operation.
pub(crate) fn find(operation: &Operation, tokens: &Tokens, structs: &[ResponseStruct]) -> Items {
    let all = || structs.iter().flat_map(collections);

    // If the SDK's paginator yields `tags`, or the token is `tags[-1].key`, the items are in `tags`.
    let paginator = operation.paginator_paths.as_ref();
    let paginator_items = paginator.and_then(|paths| paths.items.as_deref());
    if let Some(path) = paginator_items.or_else(|| list_of_token(tokens)) {
        let collections: Vec<_> = all().filter(|it| it.path == path).collect();
        if !collections.is_empty() {
            return Items {
                collections,
                ambiguities: Vec::new(),
            };
        }
    }

    // Otherwise, the items are beside the token. If there is no collection beside a token of the
    // response itself, the items are in the members of the response.
    let mut collections = collections(tokens.location);
    if collections.is_empty() && tokens.location.parent.is_none() {
        collections = all().collect();
    }

    // A map beside a list contains properties of the listed items.
    let is_list = |it: &Collection| matches!(it.member.kind, TypeKind::List(_));
    let has_list = collections.iter().any(is_list);
    if has_list {
        collections.retain(is_list);
    }

    let ambiguities = match collections.len() {
        0 => vec!["the response contains no list or map, so each page is one item".to_owned()],
        1 => Vec::new(),
        count => vec![format!(
            "the response contains {count} {}, and the items of all of them are yielded",
            if has_list { "lists" } else { "maps" }
        )],
    };
    Items {
        collections,
        ambiguities,
    }
}

/// Returns `tags` for the token `tags[-1].key`, but `None` for `next_marker || contents[-1].key`.
fn list_of_token<'a>(tokens: &'a Tokens) -> Option<&'a str> {
    tokens.pairs.iter().find_map(|pair| {
        let (list, _) = pair.output.split_once("[-1]")?;
        (!list.contains("||")).then_some(list)
    })
}

/// Returns the lists and maps that are members of this struct.
fn collections(location: &ResponseStruct) -> Vec<Collection> {
    let members = location.structure.members.iter();
    members
        .filter_map(|member| {
            Some(Collection {
                path: location.path(&member.name),
                parent: location.parent.clone(),
                item: item_type(member)?,
                member: member.clone(),
            })
        })
        .collect()
}

fn item_type(member: &Member) -> Option<Type> {
    match &member.kind {
        TypeKind::List(element) => Some((**element).clone()),
        TypeKind::Map(key, value) => Some(parse_quote!((#key, #value))),
        _ => None,
    }
}
