use std::{fmt, iter};

use proc_macro2::Span;
use syn::Result;

use crate::parse::arguments::member::Member;
use crate::parse::arguments::source::Source;

/// The path of the items in a page, which are moved out of it: `a.b`, `edges[].node`, or `[]` if the page is a list.
pub(crate) struct ItemsPath {
    /// The collection. Without members, the page itself.
    pub(crate) collection: MemberPath,
    /// Whether the path contains `[]` after the collection, which leaves out absent elements.
    pub(crate) is_flattened: bool,
    /// What is read of each of its elements, `edges[].node` and `groups[].members[]`.
    pub(crate) projections: Vec<Projection>,
    span: Span,
}

/// A path that is moved out of each element of a collection.
pub(crate) struct Projection {
    /// It has at least one member.
    pub(crate) members: MemberPath,
    /// Whether the value at the end of the path is a collection itself, whose elements are listed: `[]`.
    pub(crate) is_flattened: bool,
}

/// `a.b`
pub(crate) type MemberPath = Vec<Member>;

impl ItemsPath {
    pub(crate) fn parse(source: &mut Source) -> Result<Self> {
        let text = source.text().to_owned();
        let text = text.trim();
        // `a` lists the elements like `a[]`, but `a[].b` is not short for `a[].b[]`.
        let (text, is_flattened) = match text.strip_suffix("[]") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut parts = text.split("[]");
        let collection = match parts.next().unwrap_or_default() {
            "" if is_flattened || text.starts_with("[]") => Vec::new(),
            members => parse_members(members, source)?,
        };
        let mut projections: Vec<Projection> = Vec::new();
        for part in parts {
            if let Some(outer) = projections.last_mut() {
                outer.is_flattened = true;
            }
            let members = part.strip_prefix('.').ok_or_else(|| {
                let message =
                    format!("expected a member after `[]`, like `edges[].node`, found `[]{part}`");
                source.error(&message)
            })?;
            projections.push(Projection {
                members: parse_members(members, source)?,
                is_flattened,
            });
        }
        Ok(ItemsPath {
            collection,
            is_flattened: is_flattened || !projections.is_empty(),
            projections,
            span: source.span(),
        })
    }

    /// Returns whether the page itself is the collection, and its elements are the items: `[]`.
    pub(crate) fn is_page(&self) -> bool {
        self.collection.is_empty() && self.projections.is_empty()
    }

    /// Returns the members that lead to each collection, whose items are counted by reference: one list for the collection, and
    /// one for each collection in it.
    pub(crate) fn collections(&self) -> impl Iterator<Item = &[Member]> {
        let inner = self.projections.iter();
        let inner = inner.filter(|projection| projection.is_flattened);
        iter::once(self.collection.as_slice())
            .chain(inner.map(|projection| projection.members.as_slice()))
    }

    /// Returns whether the items can be counted before they are moved out of the page, because no getter moves them.
    pub(crate) fn is_countable(&self) -> bool {
        !self.collections().flatten().any(Member::is_getter)
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// Returns the members that the path leads through, before the collection.
    pub(crate) fn outer_members(&self) -> &[Member] {
        match self.collection.as_slice() {
            [outer @ .., _] => outer,
            [] => &[],
        }
    }

    /// Returns whether both collections cannot be moved out of a page, because one contains the other.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.collection.starts_with(&other.collection)
            || other.collection.starts_with(&self.collection)
    }
}

fn parse_members(members: &str, source: &mut Source) -> Result<MemberPath> {
    if members.contains("[-1]") {
        let message = format!(
            "expected a collection, found `{members}`: `[-1]` reads a single element, so remove it from `items`"
        );
        return Err(source.error(&message));
    }
    let parsed: Result<MemberPath> = members
        .split('.')
        .map(|member| Member::parse(member, source))
        .collect();
    let parsed = parsed?;
    let (_, outer) = parsed.split_last().unzip();
    if let Some(getter) = outer
        .unwrap_or_default()
        .iter()
        .find(|member| member.is_getter())
    {
        let message = format!(
            "expected a getter as the last step of `items`, found `{getter}` in `{members}`: use a closure, like `|page| page.{members}`"
        );
        return Err(source.error(&message));
    }
    Ok(parsed)
}

impl fmt::Display for ItemsPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&join(&self.collection))?;
        if self.is_page() {
            return f.write_str("[]");
        }
        for projection in &self.projections {
            write!(f, "[].{}", join(&projection.members))?;
        }
        match self.projections.last() {
            Some(last) if last.is_flattened => f.write_str("[]"),
            _ => Ok(()),
        }
    }
}

fn join(members: &[Member]) -> String {
    let members: Vec<String> = members.iter().map(Member::to_string).collect();
    members.join(".")
}
