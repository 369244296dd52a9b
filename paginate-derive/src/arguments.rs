use std::mem;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, LitInt, LitStr, Result, Token};

use crate::argument::Argument;
use crate::closure::Closure;
use crate::crate_path::CratePath;
use crate::display::display_next_token;
use crate::errors::Errors;
use crate::items_path::ItemsPath;
use crate::key::Key;
use crate::member;
use crate::path::{Alternatives, Path};
use crate::suggest;
use crate::value::StringOrClosure;

/// The arguments of the attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    /// The members that carry the tokens, in the response and in the request.
    pub(crate) token: Argument<Vec<Ident>>,
    /// The setters of the request.
    pub(crate) input_token: Argument<StringOrClosure<Vec<Ident>>>,
    pub(crate) output_token: Argument<StringOrClosure<Vec<Alternatives>>>,
    /// The setter of the request.
    pub(crate) page_number: Argument<StringOrClosure<Ident>>,
    /// The setter of the request.
    pub(crate) offset: Argument<StringOrClosure<Ident>>,
    pub(crate) first_page: Argument<LitInt>,
    pub(crate) total_pages: Argument<StringOrClosure<Path>>,
    pub(crate) total_items: Argument<StringOrClosure<Path>>,
    pub(crate) more_results: Argument<StringOrClosure<Path>>,
    pub(crate) error: Argument<StringOrClosure<Path>>,
    pub(crate) items: Argument<StringOrClosure<Vec<ItemsPath>>>,
    /// The method that sends the request.
    pub(crate) send: Argument<StringOrClosure<Ident>>,
    /// A variant of `RepeatedTokenPolicy`.
    pub(crate) repeated_token: Argument<Ident>,
    krate: Argument<CratePath>,
}

impl Arguments {
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Arguments::default();
        let parse_all = |input: ParseStream| {
            while !input.is_empty() {
                if let Err(error) = arguments.parse_argument(input, errors) {
                    errors.add(error);
                    skip_to_comma(input)?;
                }
                if input.parse::<Option<Token![,]>>()?.is_some() || input.is_empty() {
                    continue;
                }
                let span = input.span();
                let found = display_next_token(input);
                errors.push(span, format_args!("expected `,`, found {found}"));
                if input.parse::<Option<Token![;]>>()?.is_none() && !input.peek(Ident::peek_any) {
                    skip_to_comma(input)?;
                }
            }
            Ok(())
        };
        let parsed = parse_all.parse2(tokens);
        errors.ok(parsed);
        arguments
    }

    /// Takes the path of paginate-core, `None` if it is invalid.
    pub(crate) fn take_crate_path(&mut self) -> Option<CratePath> {
        match mem::take(&mut self.krate) {
            Argument::Absent => Some(CratePath::default()),
            argument => argument.value(),
        }
    }

    /// Returns the closures in the order of the expansion.
    pub(crate) fn closures_mut(&mut self) -> impl Iterator<Item = &mut Closure> {
        let closures = [
            self.send.closure_mut(),
            self.output_token.closure_mut(),
            self.input_token.closure_mut(),
            self.page_number.closure_mut(),
            self.offset.closure_mut(),
            self.total_pages.closure_mut(),
            self.total_items.closure_mut(),
            self.more_results.closure_mut(),
            self.error.closure_mut(),
            self.items.closure_mut(),
        ];
        closures.into_iter().flatten()
    }

    fn parse_argument(&mut self, input: ParseStream, errors: &mut Errors) -> Result<()> {
        let Ok(name) = input.call(Ident::parse_any) else {
            let found = display_next_token(input);
            return Err(input.error(format_args!(
                "expected an argument, like `token = \"next_token\"`, found {found}"
            )));
        };
        let Some(key) = Key::from_name(&name.to_string()) else {
            if let Some(key) = Key::similar_to(&name.to_string()) {
                self.set_misspelt(key);
            }
            return Err(Key::unknown(&name));
        };
        match key {
            Key::Token => self.token.parse(key, &name, input, errors, |value| {
                value.strings(key, member::parse_name)
            }),
            Key::InputToken => self.input_token.parse(key, &name, input, errors, |value| {
                value.strings_or_closure(key, member::parse_setter)
            }),
            Key::OutputToken => self.output_token.parse(key, &name, input, errors, |value| {
                value.strings_or_closure(key, Alternatives::parse)
            }),
            Key::PageNumber => self.page_number.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, member::parse_setter)
            }),
            Key::Offset => self.offset.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, member::parse_setter)
            }),
            Key::FirstPage => self
                .first_page
                .parse(key, &name, input, errors, |value| value.integer(key)),
            Key::TotalPages => self.total_pages.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, Path::parse)
            }),
            Key::TotalItems => self.total_items.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, Path::parse)
            }),
            Key::MoreResults => self.more_results.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, Path::parse)
            }),
            Key::Error => self.error.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, Path::parse)
            }),
            Key::Items => self.items.parse(key, &name, input, errors, |value| {
                value.strings_or_closure(key, ItemsPath::parse)
            }),
            Key::Send => self.send.parse(key, &name, input, errors, |value| {
                value.string_or_closure(key, member::parse_name)
            }),
            Key::RepeatedToken => self
                .repeated_token
                .parse(key, &name, input, errors, |value| {
                    value.string(key, parse_policy)
                }),
            Key::Crate => self
                .krate
                .parse(key, &name, input, errors, |value| value.crate_path(key)),
        }
    }

    fn set_misspelt(&mut self, key: Key) {
        match key {
            Key::Token => self.token.set_misspelt(),
            Key::InputToken => self.input_token.set_misspelt(),
            Key::OutputToken => self.output_token.set_misspelt(),
            Key::PageNumber => self.page_number.set_misspelt(),
            Key::Offset => self.offset.set_misspelt(),
            Key::FirstPage => self.first_page.set_misspelt(),
            Key::TotalPages => self.total_pages.set_misspelt(),
            Key::TotalItems => self.total_items.set_misspelt(),
            Key::MoreResults => self.more_results.set_misspelt(),
            Key::Error => self.error.set_misspelt(),
            Key::Items => self.items.set_misspelt(),
            Key::Send => self.send.set_misspelt(),
            Key::RepeatedToken => self.repeated_token.set_misspelt(),
            Key::Crate => self.krate.set_misspelt(),
        }
    }
}

fn skip_to_comma(input: ParseStream) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

/// Parses a value of `repeated_token` to a variant of `RepeatedTokenPolicy`.
fn parse_policy(literal: &LitStr) -> Result<Ident> {
    let value = literal.value();
    let variant = match value.as_str() {
        "error" => "Error",
        "end" => "End",
        "continue" => "Continue",
        _ => {
            let message = suggest::unknown("value", &value, &["error", "end", "continue"]);
            return Err(Error::new(literal.span(), message));
        }
    };
    Ok(Ident::new(variant, literal.span()))
}
