use anyhow::{Context, Result};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Path, Type};

use super::Signature;
use crate::analysis::PaginatedOperation;
use crate::imports::{Imports, ident};
use crate::sdk::{Operation, TypeKind};

/// Generates the function for one operation. Its attribute has no arguments yet.
pub(super) fn generate(
    paginated: &PaginatedOperation,
    signature: Signature,
    item: &Type,
    imports: &mut Imports,
) -> Result<TokenStream> {
    match signature {
        Signature::Client => client_function(paginated, item, imports),
        Signature::Builder => builder_function(paginated, item, imports),
        Signature::Extension => trait_impl(paginated, item, imports),
    }
}

// pub fn list_rules(client: &Client, bus: &str) -> impl Paginator<…> + use<> { client.list_rules().bus(bus) }
fn client_function(
    paginated: &PaginatedOperation,
    item: &Type,
    imports: &mut Imports,
) -> Result<TokenStream> {
    let operation = &paginated.operation;
    let docs = function_docs(&operation.name);
    let name = ident(&operation.module)?;
    let Parameters {
        declarations,
        setters,
    } = required_parameters(operation, imports)?;
    let has_client = operation.required.iter().any(|name| name == "client");
    let client = format_ident!("{}", if has_client { "sdk" } else { "client" });
    Ok(quote! {
        #[doc = #docs]
        #[paginate]
        pub fn #name(#client: &Client, #(#declarations),*) -> impl Paginator<Item = #item, Error = Error> + use<> {
            #client.#name() #(#setters)*
        }
    })
}

/// The required members of a request as parameters of a generated function.
struct Parameters {
    /// The declarations, like `rule: &str`.
    declarations: Vec<TokenStream>,
    /// The calls that set the members, like `.rule(rule)`.
    setters: Vec<TokenStream>,
}

fn required_parameters(operation: &Operation, imports: &mut Imports) -> Result<Parameters> {
    let mut parameters = Parameters {
        declarations: Vec::new(),
        setters: Vec::new(),
    };
    for name in &operation.required {
        let unraw = name.trim_start_matches("r#");
        let member = operation
            .request
            .member(unraw)
            .with_context(|| format!("expected a member `{unraw}` in the request"))?;
        let (name, set) = (ident(name)?, format_ident!("set_{unraw}"));
        let ty = imports.ty(&member.ty);
        let (declaration, setter) = match &member.kind {
            TypeKind::String => (quote!(#name: &str), quote!(.#name(#name))),
            // Without `set_`, the setter of a list or a map adds only one element.
            TypeKind::List(_) | TypeKind::Map(..) => {
                (quote!(#name: #ty), quote!(.#set(Some(#name))))
            }
            _ => (quote!(#name: #ty), quote!(.#name(#name))),
        };
        parameters.declarations.push(declaration);
        parameters.setters.push(setter);
    }
    Ok(parameters)
}

// pub fn list_rules(request: ListRulesFluentBuilder) -> impl Paginator<…> { request }
fn builder_function(
    paginated: &PaginatedOperation,
    item: &Type,
    imports: &mut Imports,
) -> Result<TokenStream> {
    let docs = function_docs(&paginated.operation.name);
    let name = ident(&paginated.operation.module)?;
    let builder = builder_path(paginated, imports)?;
    Ok(quote! {
        #[doc = #docs]
        #[paginate]
        pub fn #name(request: #builder) -> impl Paginator<Item = #item, Error = Error> {
            request
        }
    })
}

// impl Paginate for ListRulesFluentBuilder { fn paginate(self) -> impl Paginator<…> { self } }
fn trait_impl(
    paginated: &PaginatedOperation,
    item: &Type,
    imports: &mut Imports,
) -> Result<TokenStream> {
    let builder = builder_path(paginated, imports)?;
    Ok(quote! {
        impl Paginate for #builder {
            type Item = #item;

            #[paginate]
            fn paginate(self) -> impl Paginator<Item = #item, Error = Error> + Send {
                self
            }
        }
    })
}

pub(super) fn extension_trait(package: &str) -> TokenStream {
    let docs = format!(" Adds `paginate()` to the request builders of `{package}`.");
    quote! {
        #[doc = #docs]
        pub trait Paginate {
            /// The items that the operation lists.
            type Item;

            /// Returns a paginator that sends this request for each page.
            fn paginate(self) -> impl Paginator<Item = Self::Item, Error = Error> + Send;
        }
    }
}

fn function_docs(operation: &str) -> String {
    format!(" Returns a paginator for `{operation}`.")
}

fn builder_path(paginated: &PaginatedOperation, imports: &mut Imports) -> Result<Path> {
    let operation = &paginated.operation;
    let module = [
        format_ident!("operation"),
        ident(&operation.module)?,
        format_ident!("builders"),
    ];
    let name = ident(&format!("{}FluentBuilder", operation.name))?;
    Ok(imports.sdk_item(module, name))
}
