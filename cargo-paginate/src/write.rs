//! The annotated functions.

mod arguments;
mod entry;

use anyhow::{Context, Result, anyhow};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Path, Type};

use self::entry::Entry;
use crate::attribute;
use crate::imports::{Imports, ident};
use crate::listing::Listing;
use crate::sdk::Sdk;

/// What an annotated function takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    /// The client, and what the request requires.
    Client,
    /// The request's builder.
    Builder,
    /// The request's builder as `self`, in a trait.
    Extension,
}

/// The longest line that an attribute is written on.
const WIDTH: usize = 100;

/// A whole file.
pub(crate) fn source(sdk: &Sdk, listings: &[Listing], form: Form) -> Result<String> {
    let defined = listings.iter().filter(|it| it.items.len() > 1);
    let mut imports = Imports::new(sdk, defined.map(entry::name))?;
    let mut parts = Vec::new();
    if form == Form::Extension {
        parts.push(pretty(extension(&sdk.package))?);
    }
    for listing in listings {
        parts.extend(part(listing, form, &mut imports)?);
    }
    let uses = match form {
        Form::Client => imports.lines(&["Client", "Error"]),
        Form::Builder | Form::Extension => imports.lines(&["Error"]),
    };
    let head = format!(
        "// Written by cargo-paginate {} from {} {}.\n\n",
        env!("CARGO_PKG_VERSION"),
        sdk.package,
        sdk.version,
    );
    let uses: TokenStream = uses
        .join("\n")
        .parse()
        .map_err(|error| anyhow!("generated imports that are not valid Rust: {error}"))?;
    let source = head + &pretty(uses)? + "\n" + &parts.join("\n");
    syn::parse_file(&source).context("generated source that is not valid Rust")?;
    Ok(source)
}

/// The function of one operation, before it the type of what it lists if that takes one.
fn part(listing: &Listing, form: Form, imports: &mut Imports) -> Result<Vec<String>> {
    let entry = Entry::of(listing, imports);
    let parts: Result<Vec<String>> = entry.definitions(listing).map(pretty).collect();
    let mut parts = parts?;
    let function = match form {
        Form::Client => client_function(listing, &entry.ty, imports),
        Form::Builder => builder_function(listing, &entry.ty, imports),
        Form::Extension => extension_method(listing, &entry.ty, imports),
    };
    let arguments = attribute::arguments(listing, &entry.items(listing)?);
    parts.push(annotate(&pretty(function)?, &arguments, &listing.doubts));
    Ok(parts)
}

// pub fn list_rules(client: &Client, bus: &str) -> impl Paginator<…> + use<> { client.list_rules().bus(bus) }
fn client_function(listing: &Listing, item: &Type, imports: &mut Imports) -> TokenStream {
    let docs = docs(listing);
    let name = ident(&listing.request.module);
    let required = arguments::required(&listing.request, imports);
    let is_taken = listing.request.required.iter().any(|it| it == "client");
    let client = format_ident!("{}", if is_taken { "sdk" } else { "client" });
    let (parameters, setters) = (required.parameters, required.setters);
    quote! {
        #[doc = #docs]
        #[paginate]
        pub fn #name(#client: &Client, #(#parameters),*) -> impl Paginator<Item = #item, Error = Error> + use<> {
            #client.#name() #(#setters)*
        }
    }
}

// pub fn list_rules(request: ListRulesFluentBuilder) -> impl Paginator<…> { request }
fn builder_function(listing: &Listing, item: &Type, imports: &mut Imports) -> TokenStream {
    let docs = docs(listing);
    let name = ident(&listing.request.module);
    let builder = builder(listing, imports);
    quote! {
        #[doc = #docs]
        #[paginate]
        pub fn #name(request: #builder) -> impl Paginator<Item = #item, Error = Error> {
            request
        }
    }
}

// impl Paginate for ListRulesFluentBuilder { fn paginate(self) -> impl Paginator<…> { self } }
fn extension_method(listing: &Listing, item: &Type, imports: &mut Imports) -> TokenStream {
    let builder = builder(listing, imports);
    quote! {
        impl Paginate for #builder {
            type Item = #item;

            #[paginate]
            fn paginate(self) -> impl Paginator<Item = #item, Error = Error> + Send {
                self
            }
        }
    }
}

fn extension(package: &str) -> TokenStream {
    let docs = format!(" Adds `paginate()` to the requests of `{package}`.");
    quote! {
        #[doc = #docs]
        pub trait Paginate {
            /// What the operation lists.
            type Item;

            /// Everything that this request lists.
            fn paginate(self) -> impl Paginator<Item = Self::Item, Error = Error> + Send;
        }
    }
}

fn docs(listing: &Listing) -> String {
    format!(" Everything that `{}` lists.", listing.request.operation)
}

fn builder(listing: &Listing, imports: &mut Imports) -> Path {
    let module = format!("operation::{}::builders", listing.request.module);
    let name = format!("{}FluentBuilder", listing.request.operation);
    imports.name(&module, &name)
}

fn pretty(tokens: TokenStream) -> Result<String> {
    let file = syn::parse2(tokens).context("generated code that is not valid Rust")?;
    Ok(prettyplease::unparse(&file))
}

/// Gives the attribute its arguments, and the doubts a comment above it.
fn annotate(function: &str, arguments: &[String], doubts: &[String]) -> String {
    let mut lines = Vec::new();
    for line in function.lines() {
        let indent = &line[..line.len() - line.trim_start().len()];
        if line.trim_start() != "#[paginate]" {
            lines.push(line.to_owned());
            continue;
        }
        let doubts = doubts
            .iter()
            .map(|doubt| format!("{indent}// A guess: {doubt}."));
        lines.extend(doubts);
        let short = format!("{indent}#[paginate({})]", arguments.join(", "));
        if short.len() <= WIDTH {
            lines.push(short);
            continue;
        }
        lines.push(format!("{indent}#[paginate("));
        for argument in arguments {
            let argument = argument.replace('\n', &format!("\n{indent}    "));
            lines.push(format!("{indent}    {argument},"));
        }
        lines.push(format!("{indent})]"));
    }
    lines.join("\n") + "\n"
}
