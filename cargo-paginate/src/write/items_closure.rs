//! The closure for `items` that wraps each element in its variant of the item enum:
//! `|page| page.added.into_iter().map(Item::Added).chain(page.removed.into_iter().map(Item::Removed))`.

use anyhow::Result;
use proc_macro2::TokenStream;
use quote::quote;

use super::item_type::{ItemType, Variant};
use super::unparse;
use crate::analysis::PaginatedOperation;
use crate::imports::ident;
use crate::items::Collection;
use crate::sdk::Member;

pub(super) fn generate(item_type: &ItemType, paginated: &PaginatedOperation) -> Result<String> {
    let mut remaining: Vec<(&Collection, &Variant)> =
        paginated.items.iter().zip(&item_type.variants).collect();
    let mut iterators = Vec::new();
    // Collections with the same parent are read in one step, because that step moves the parent.
    while let Some((first, _)) = remaining.first() {
        let parent = first.parent.as_ref();
        let (siblings, others) = remaining.into_iter().partition(|(collection, _)| {
            collection.parent.as_ref().map(|parent| &parent.name)
                == parent.map(|parent| &parent.name)
        });
        iterators.push(elements_of(item_type, parent, siblings)?);
        remaining = others;
    }
    let items = chain(iterators);
    format_expression(&quote!(|page| #items))
}

/// Generates an iterator over the collections in one member of the page, or in the page itself.
fn elements_of(
    item_type: &ItemType,
    parent: Option<&Member>,
    collections: Vec<(&Collection, &Variant)>,
) -> Result<TokenStream> {
    let ty = &item_type.ty;
    let base = ident(parent.map_or("page", |parent| &parent.name))?;
    let mut iterators = Vec::new();
    for (collection, variant) in collections {
        let (name, variant) = (ident(&collection.member.name)?, &variant.name);
        let or_default = collection
            .member
            .is_optional
            .then(|| quote!(.unwrap_or_default()));
        iterators.push(quote!(#base.#name #or_default.into_iter().map(#ty::#variant)));
    }
    let elements = chain(iterators);
    Ok(match parent {
        Some(parent) if parent.is_optional => {
            quote!(page.#base.into_iter().flat_map(|#base| #elements))
        }
        Some(_) => quote!([page.#base].into_iter().flat_map(|#base| #elements)),
        None => elements,
    })
}

fn chain(iterators: Vec<TokenStream>) -> TokenStream {
    let chained = iterators
        .into_iter()
        .reduce(|first, next| quote!(#first.chain(#next)));
    chained.unwrap_or_default()
}

/// Formats an expression. prettyplease formats only files, so the expression is wrapped in a function.
fn format_expression(expression: &TokenStream) -> Result<String> {
    let function = unparse(quote!(fn wrapper() { #expression }))?;
    let lines: Vec<&str> = function.lines().collect();
    let body = lines.get(1..lines.len() - 1).unwrap_or_default();
    let lines = body
        .iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}
