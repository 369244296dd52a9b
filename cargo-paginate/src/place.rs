//! Where in a response the token, the flag and the items are.

use std::rc::Rc;

use anyhow::Result;
use syn::Type;

use crate::sdk::{Kind, Member, Request, Sdk, Struct};
use crate::tokens::{self, Pairs};

/// A response, or what one of its members holds.
#[derive(Debug)]
pub(crate) struct Place {
    /// The member of the response that holds it.
    pub(crate) holder: Option<Member>,
    pub(crate) structure: Rc<Struct>,
}

impl Place {
    /// The path from the response.
    pub(crate) fn path(&self, member: &str) -> String {
        self.prefix() + member
    }

    /// `""`, or `"distribution_list."`
    fn prefix(&self) -> String {
        let holder = self.holder.as_ref();
        holder.map_or_else(String::new, |holder| format!("{}.", holder.name))
    }

    /// Makes paths from here paths from the response.
    pub(crate) fn move_to(&self, found: &mut Pairs) {
        for pair in &mut found.pairs {
            let paths = pair.output.split(" || ").map(|path| self.path(path));
            pair.output = paths.collect::<Vec<_>>().join(" || ");
        }
    }

    /// Whether a path leads here, or deeper.
    pub(crate) fn is_on(&self, path: &str) -> bool {
        path.starts_with(&self.prefix())
    }
}

/// The response, then whatever struct it holds.
pub(crate) fn all(sdk: &Sdk, request: &Request) -> Result<Vec<Place>> {
    let output = &request.output;
    let mut places = vec![Place {
        holder: None,
        structure: Rc::clone(output),
    }];
    for member in &output.members {
        if let Some(structure) = sdk.held_by(member)? {
            places.push(Place {
                holder: Some(member.clone()),
                structure,
            });
        }
    }
    Ok(places)
}

/// `exclusive_start_shard_id` goes on after the `shard_id` of the last element of a list, where a flag
/// says that there is more.
pub(crate) fn last_element(sdk: &Sdk, input: &Struct, output: &Struct) -> Result<Pairs> {
    if tokens::flag(output).is_none() {
        return Ok(Pairs::default());
    }
    for token in &input.members {
        let Some(key) = token.stem().strip_prefix("exclusive_start_") else {
            continue;
        };
        for list in &output.members {
            if let Some(path) = key_of_last(sdk, list, key, token)? {
                return Ok(Pairs::sure(token.stem(), &path));
            }
        }
    }
    Ok(Pairs::default())
}

/// `shards[-1].shard_id` for `shard_id`, `tags[-1].key` for `tag_key`, and `names[-1]` for `name`.
fn key_of_last(sdk: &Sdk, list: &Member, key: &str, token: &Member) -> Result<Option<String>> {
    let Kind::List(element) = &list.kind else {
        return Ok(None);
    };
    let name = &list.name;
    let singular = list.stem().trim_end_matches('s');
    if key == singular && **element == token.ty {
        return Ok(Some(format!("{name}[-1]")));
    }
    let Some(element) = struct_of(sdk, element)? else {
        return Ok(None);
    };
    let short = key
        .strip_prefix(singular)
        .and_then(|it| it.strip_prefix('_'));
    let found = [Some(key), short]
        .into_iter()
        .flatten()
        .filter_map(|key| element.member(key))
        .find(|member| member.ty == token.ty);
    Ok(found.map(|member| format!("{name}[-1].{}", member.name)))
}

/// A token that is not always there, and of which the documentation says that the last element of a
/// list takes its place: `next_marker || contents[-1].key`.
pub(crate) fn add_last_elements(sdk: &Sdk, output: &Struct, found: &mut Pairs) -> Result<()> {
    for pair in &mut found.pairs {
        let Some(token) = output.member(&pair.output) else {
            continue;
        };
        let Some(key) = substitute(&token.docs) else {
            continue;
        };
        for list in &output.members {
            let Kind::List(element) = &list.kind else {
                continue;
            };
            let element = struct_of(sdk, element)?;
            let key = element.as_deref().and_then(|element| element.member(&key));
            if let Some(key) = key.filter(|key| key.ty == token.ty) {
                let key = &key.name;
                found.doubts.push(format!(
                    "`{}` is not always there, by its documentation the last `{key}` takes its place",
                    token.name
                ));
                pair.output = format!("{} || {}[-1].{key}", pair.output, list.name);
                break;
            }
        }
    }
    Ok(())
}

/// `key` of "the value of the last `Key` element in the response".
fn substitute(docs: &str) -> Option<String> {
    let (_, name) = docs.split_once("the last <code>")?;
    let (name, rest) = name.split_once("</code>")?;
    rest.starts_with(" element in the response")
        .then(|| name.to_lowercase())
}

fn struct_of(sdk: &Sdk, ty: &Type) -> Result<Option<Rc<Struct>>> {
    match Kind::of(ty) {
        Kind::Named(name) => sdk.structure(&name),
        _ => Ok(None),
    }
}
