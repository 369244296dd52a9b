//! The type of what an operation lists: that of the elements, and of several collections an enum.

use anyhow::Result;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Type, parse_quote};

use super::pretty;
use crate::attribute;
use crate::imports::{Imports, ident};
use crate::items::Collection;
use crate::listing::Listing;
use crate::sdk::{Kind, Member};

/// What one operation lists.
pub(super) struct Entry {
    pub(super) ty: Type,
    /// One for each collection, if there are several.
    variants: Vec<Variant>,
}

struct Variant {
    name: Ident,
    ty: Type,
    path: String,
}

/// `ListObjectVersionsItem`, if the operation has several collections.
pub(super) fn name(listing: &Listing) -> String {
    format!("{}Item", listing.request.operation)
}

impl Entry {
    pub(super) fn of(listing: &Listing, imports: &mut Imports) -> Self {
        let request = &listing.request;
        let (ty, variants) = match listing.items.as_slice() {
            [] => {
                let module = format!("operation::{}", request.module);
                let page = imports.name(&module, &request.output.name);
                (parse_quote!(#page), Vec::new())
            }
            [only] => (imports.ty(&only.element), Vec::new()),
            several => {
                let name = ident(&name(listing));
                let variants = several
                    .iter()
                    .map(|collection| Variant {
                        name: variant(collection, several),
                        ty: imports.ty(&collection.element),
                        path: collection.path.clone(),
                    })
                    .collect();
                (parse_quote!(#name), variants)
            }
        };
        Entry { ty, variants }
    }

    /// The enum, and a `From` for each of its variants.
    pub(super) fn definitions(&self, listing: &Listing) -> impl Iterator<Item = TokenStream> {
        let Entry { ty, variants } = self;
        let docs = format!(" What `{}` lists.", listing.request.operation);
        let listed = variants.iter().map(|variant| {
            let Variant { name, ty, path } = variant;
            let docs = format!(" An element of `{path}`.");
            quote! {
                #[doc = #docs]
                #name(#ty)
            }
        });
        let definition = quote! {
            #[doc = #docs]
            #[allow(clippy::large_enum_variant, reason = "the types are the SDK's")]
            #[derive(Clone, Debug, PartialEq)]
            pub enum #ty { #(#listed),* }
        };
        let conversions = variants.iter().map(move |variant| {
            let Variant {
                name, ty: element, ..
            } = variant;
            quote! {
                impl From<#element> for #ty {
                    fn from(element: #element) -> Self {
                        Self::#name(element)
                    }
                }
            }
        });
        let conversions = conversions.filter(|_| self.converts());
        let definition = (!variants.is_empty()).then_some(definition);
        definition.into_iter().chain(conversions)
    }

    /// Whether the type of an element says which variant it is.
    fn converts(&self) -> bool {
        let types = || self.variants.iter().map(|it| &it.ty);
        types()
            .enumerate()
            .all(|(index, ty)| !types().take(index).any(|other| other == ty))
    }

    /// The argument `items`: paths, or a closure where two collections have elements of one type.
    pub(super) fn items(&self, listing: &Listing) -> Result<String> {
        if self.converts() {
            return Ok(attribute::items(listing));
        }
        let mut rest: Vec<(&Collection, &Variant)> =
            listing.items.iter().zip(&self.variants).collect();
        let mut groups = Vec::new();
        while let Some(holder) = rest.first().map(|(first, _)| first.holder.as_ref()) {
            let (group, others) = rest.into_iter().partition(|(it, _)| {
                it.holder.as_ref().map(|it| &it.name) == holder.map(|it| &it.name)
            });
            groups.push(self.group(holder, group));
            rest = others;
        }
        let items = chained(groups);
        expression(&quote!(|page| #items))
    }

    /// The elements of the collections that one member of the page holds, or the page itself.
    fn group(&self, holder: Option<&Member>, group: Vec<(&Collection, &Variant)>) -> TokenStream {
        let entry = &self.ty;
        let base = ident(holder.map_or("page", |holder| &holder.name));
        let mapped = group.into_iter().map(|(collection, variant)| {
            let (name, variant) = (ident(&collection.member.name), &variant.name);
            let or_none = collection
                .member
                .is_optional
                .then(|| quote!(.unwrap_or_default()));
            quote!(#base.#name #or_none.into_iter().map(#entry::#variant))
        });
        let mapped = chained(mapped.collect());
        match holder {
            Some(holder) if holder.is_optional => {
                quote!(page.#base.into_iter().flat_map(|#base| #mapped))
            }
            Some(_) => quote!([page.#base].into_iter().flat_map(|#base| #mapped)),
            None => mapped,
        }
    }
}

fn chained(iterators: Vec<TokenStream>) -> TokenStream {
    let chained = iterators
        .into_iter()
        .reduce(|first, next| quote!(#first.chain(#next)));
    chained.unwrap_or_default()
}

/// An expression, over as many lines as it takes.
fn expression(tokens: &TokenStream) -> Result<String> {
    let function = pretty(quote!(fn only() { #tokens }))?;
    let lines: Vec<&str> = function.lines().collect();
    let body = lines.get(1..lines.len() - 1).unwrap_or_default();
    let lines = body
        .iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// Named after the type of its elements, or after the collection if that is not one of the SDK's or
/// not that of one collection only.
fn variant(collection: &Collection, all: &[Collection]) -> Ident {
    let twins = all.iter().filter(|it| it.element == collection.element);
    match Kind::of(&collection.element) {
        Kind::Named(name) if twins.count() == 1 => ident(&name),
        _ => format_ident!("{}", camel_case(collection.member.stem())),
    }
}

/// `delete_markers` as `DeleteMarkers`.
fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}
