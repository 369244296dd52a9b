//! What an operation lists.

use syn::{Type, parse_quote};

use crate::place::Place;
use crate::sdk::{Kind, Member, Request};
use crate::tokens::Pair;

/// A list or a map in a response.
#[derive(Clone, Debug)]
pub(crate) struct Collection {
    /// The path from the response.
    pub(crate) path: String,
    /// The member of the response that holds it, if it is not one itself.
    pub(crate) holder: Option<Member>,
    pub(crate) member: Member,
    /// What it holds, of a map a pair.
    pub(crate) element: Type,
}

/// Collections, and what is doubtful about them.
#[derive(Debug, Default)]
pub(crate) struct Items {
    pub(crate) collections: Vec<Collection>,
    pub(crate) doubts: Vec<String>,
}

/// Finds what is listed. The SDK's own paginator may say it, or the token, if it is read from the last
/// element of a list; else it is what stands beside the token, or deeper if nothing does.
pub(crate) fn find(request: &Request, tokens: &[Pair], place: &Place, places: &[Place]) -> Items {
    let own = request.own.as_ref().and_then(|own| own.items.as_deref());
    let listed = tokens.iter().find_map(|pair| {
        let (list, _) = pair.output.split_once("[-1]")?;
        (!list.contains("||")).then_some(list)
    });
    let everywhere = || places.iter().flat_map(collections);
    if let Some(known) = own.or(listed) {
        let collections: Vec<_> = everywhere().filter(|it| it.path == known).collect();
        if !collections.is_empty() {
            return Items {
                collections,
                doubts: Vec::new(),
            };
        }
    }
    let mut collections = collections(place);
    if collections.is_empty() && place.holder.is_none() {
        collections = everywhere().collect();
    }
    // A map beside a list says something about the list.
    let is_list = |it: &Collection| matches!(it.member.kind, Kind::List(_));
    if collections.iter().any(is_list) {
        collections.retain(is_list);
    }
    let doubts = match collections.as_slice() {
        [] => vec!["the response holds no list and no map: each page is an item".to_owned()],
        [_] => Vec::new(),
        several => vec![format!(
            "the response holds {} lists, and each of them is listed",
            several.len()
        )],
    };
    Items {
        collections,
        doubts,
    }
}

fn collections(place: &Place) -> Vec<Collection> {
    let members = place.structure.members.iter();
    members
        .filter_map(|member| {
            Some(Collection {
                path: place.path(&member.name),
                holder: place.holder.clone(),
                element: element(member)?,
                member: member.clone(),
            })
        })
        .collect()
}

fn element(member: &Member) -> Option<Type> {
    match &member.kind {
        Kind::List(element) => Some((**element).clone()),
        Kind::Map(key, value) => Some(parse_quote!((#key, #value))),
        _ => None,
    }
}
