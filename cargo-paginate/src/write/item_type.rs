//! The item type of a generated function: the type of the listed elements, or an enum if an operation
//! has several collections.

use anyhow::Result;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Type, parse_quote};

use crate::analysis::PaginatedOperation;
use crate::imports::{Imports, ident};
use crate::items::Collection;
use crate::sdk::TypeKind;

pub(super) struct ItemType {
    pub(super) ty: Type,
    /// The variants of the enum, one for each collection in the same order. Empty if the type is not
    /// an enum.
    pub(super) variants: Vec<Variant>,
}

pub(super) struct Variant {
    pub(super) name: Ident,
    /// The type of the elements of the collection.
    ty: Type,
    path: String,
}

/// Returns the name of the enum, like `ListObjectVersionsItem`.
pub(super) fn enum_name(paginated: &PaginatedOperation) -> Result<Ident> {
    ident(&format!("{}Item", paginated.operation.name))
}

impl ItemType {
    pub(super) fn new(paginated: &PaginatedOperation, imports: &mut Imports) -> Result<Self> {
        let operation = &paginated.operation;
        let mut variants = Vec::new();
        let ty = match paginated.items.as_slice() {
            [] => {
                let module = [format_ident!("operation"), ident(&operation.module)?];
                let page = imports.sdk_item(module, ident(&operation.response.name)?);
                parse_quote!(#page)
            }
            [only] => imports.ty(&only.item),
            several => {
                for collection in several {
                    variants.push(Variant {
                        name: variant_name(collection, several)?,
                        ty: imports.ty(&collection.item),
                        path: collection.path.clone(),
                    });
                }
                let name = enum_name(paginated)?;
                parse_quote!(#name)
            }
        };
        Ok(ItemType { ty, variants })
    }

    /// Returns whether the argument `items` must be a closure that selects the variant. Otherwise, the
    /// paths of the collections are enough, because each variant has a `From` implementation.
    ///
    /// Two variants with the same type would have conflicting `From` implementations.
    pub(super) fn needs_closure(&self) -> bool {
        let types = || self.variants.iter().map(|variant| &variant.ty);
        types()
            .enumerate()
            .any(|(index, ty)| types().take(index).any(|other| other == ty))
    }

    /// Generates the enum and its `From` implementations.
    pub(super) fn definitions(&self, paginated: &PaginatedOperation) -> Vec<TokenStream> {
        let mut definitions = Vec::new();
        if !self.variants.is_empty() {
            definitions.push(self.enum_definition(&paginated.operation.name));
        }
        if !self.needs_closure() {
            let conversions = self.variants.iter().map(|variant| self.conversion(variant));
            definitions.extend(conversions);
        }
        definitions
    }

    fn enum_definition(&self, operation: &str) -> TokenStream {
        let ty = &self.ty;
        let docs = format!(" An item of `{operation}`.");
        let variants = self.variants.iter().map(|variant| {
            let Variant { name, ty, path } = variant;
            let docs = format!(" An element of `{path}`.");
            quote! {
                #[doc = #docs]
                #name(#ty)
            }
        });
        quote! {
            #[doc = #docs]
            #[allow(clippy::large_enum_variant, reason = "the SDK defines the types")]
            #[derive(Clone, Debug, PartialEq)]
            pub enum #ty { #(#variants),* }
        }
    }

    fn conversion(&self, variant: &Variant) -> TokenStream {
        let ty = &self.ty;
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
    }
}

/// Returns the name of the element type, like `DeleteMarkerEntry`. If another collection has the same
/// element type, or if the SDK does not define the type, returns the name of the collection, like
/// `DeleteMarkers`.
fn variant_name(collection: &Collection, all: &[Collection]) -> Result<Ident> {
    let same_type = all.iter().filter(|other| other.item == collection.item);
    match TypeKind::of(&collection.item) {
        TypeKind::Sdk(name) if same_type.count() == 1 => ident(&name),
        _ => ident(&upper_camel_case(collection.member.unraw())),
    }
}

/// Converts `delete_markers` to `DeleteMarkers`.
fn upper_camel_case(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}
