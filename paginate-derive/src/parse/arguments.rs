pub(crate) mod argument;
pub(crate) mod closure;
pub(crate) mod crate_path;
pub(crate) mod items_path;
pub(crate) mod member;
pub(crate) mod path;
pub(crate) mod source;
pub(crate) mod value;
pub(crate) mod written;

use std::mem;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, LitInt, Result, Token};

use crate::errors::Errors;
use crate::parse::arguments::argument::Argument;
use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::crate_path::CratePath;
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::path::{Alternatives, Path};
use crate::parse::arguments::source::Source;
use crate::parse::arguments::value::{StringOrClosure, Value};
use crate::suggest;
use crate::tokens::display::display_next_token;
use crate::tokens::without_completion_marker;

/// Declares each argument once: its field, its name, what it accepts with an example for error messages, and its conversion.
macro_rules! arguments {
    ($(
        $(#[$attribute:meta])*
        $field:ident: $type:ty = $name:literal, $expected:literal, $convert:expr;
    )*) => {
        /// The arguments of the attribute.
        #[derive(Default)]
        pub(crate) struct Arguments {
            $($(#[$attribute])* pub(crate) $field: Argument<$type>,)*
        }

        impl Arguments {
            pub(crate) const NAMES: &[&str] = &[$($name),*];

            fn parse_named(&mut self, text: &str, name: &Ident, input: ParseStream, errors: &mut Errors) -> Result<()> {
                match text {
                    $($name => {
                        let convert: fn(Value, &str) -> Result<$type> = $convert;
                        self.$field.parse($expected, name, input, errors, convert)
                    })*
                    unknown => {
                        self.set_misspelt(unknown);
                        let message = suggest::unknown("argument", unknown, Self::NAMES);
                        Err(Error::new(name.span(), message))
                    }
                }
            }

            /// Marks the argument whose name is most similar.
            fn set_misspelt(&mut self, name: &str) {
                match suggest::similar(name, Self::NAMES) {
                    $(Some($name) => self.$field.set_misspelt(),)*
                    _ => {}
                }
            }
        }
    };
}

arguments! {
    /// The members that carry the tokens, in the response and in the request.
    token: Vec<Ident> = "token",
        "a string or a list of strings, like `token = \"next_token\"`",
        |value, expected| value.strings(expected, member::parse_name);
    /// The setters of the request.
    input_token: StringOrClosure<Vec<Ident>> = "input_token",
        "a string, a list of strings or a closure, like `input_token = \"marker\"`",
        |value, expected| value.strings_or_closure(expected, member::parse_setter);
    output_token: StringOrClosure<Vec<Alternatives>> = "output_token",
        "a string, a list of strings or a closure, like `output_token = \"next_marker\"`",
        |value, expected| value.strings_or_closure(expected, Alternatives::parse);
    /// The setter of the request.
    page_number: StringOrClosure<Ident> = "page_number",
        "a string or a closure, like `page_number = \"page\"`",
        |value, expected| value.string_or_closure(expected, member::parse_setter);
    /// The setter of the request.
    offset: StringOrClosure<Ident> = "offset",
        "a string or a closure, like `offset = \"offset\"`",
        |value, expected| value.string_or_closure(expected, member::parse_setter);
    first_page: LitInt = "first_page",
        "an integer, like `first_page = 0`",
        |value, expected| value.integer(expected);
    total_pages: StringOrClosure<Path> = "total_pages",
        "a string or a closure, like `total_pages = \"last_page\"`",
        |value, expected| value.string_or_closure(expected, Path::parse);
    total_items: StringOrClosure<Path> = "total_items",
        "a string or a closure, like `total_items = \"total\"`",
        |value, expected| value.string_or_closure(expected, Path::parse);
    more_results: StringOrClosure<Path> = "more_results",
        "a string or a closure, like `more_results = \"is_truncated\"`",
        |value, expected| value.string_or_closure(expected, Path::parse);
    error: StringOrClosure<Path> = "error",
        "a string or a closure, like `error = \"errors\"`",
        |value, expected| value.string_or_closure(expected, Path::parse);
    items: StringOrClosure<Vec<ItemsPath>> = "items",
        "a string, a list of strings or a closure, like `items = \"evaluation_results\"`",
        |value, expected| value.strings_or_closure(expected, ItemsPath::parse);
    /// The setter of the request.
    page_size: StringOrClosure<Ident> = "page_size",
        "a string or a closure, like `page_size = \"limit\"`",
        |value, expected| value.string_or_closure(expected, member::parse_setter);
    first_page_size: LitInt = "first_page_size",
        "an integer, like `first_page_size = 100`",
        |value, expected| value.integer(expected);
    too_large: Closure = "too_large",
        "a closure, like `too_large = |error| error.is_timeout()`",
        |value, expected| value.closure(expected);
    fresh_token: Closure = "fresh_token",
        "a closure, like `fresh_token = |error| error.fresh_token()`",
        |value, expected| value.closure(expected);
    /// The method that sends the request.
    send: StringOrClosure<Ident> = "send",
        "a string or a closure, like `send = |request| request.send()`",
        |value, expected| value.string_or_closure(expected, member::parse_name);
    /// A variant of `RepeatedTokenPolicy`.
    repeated_token: Ident = "repeated_token",
        "`\"error\"`, `\"end\"` or `\"continue\"`",
        |value, expected| value.string(expected, parse_policy);
    krate: CratePath = "crate",
        "the path of paginate-core, like `crate = \"my_sdk::paginate_core\"`",
        |value, expected| value.crate_path(expected);
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
            self.page_size.closure_mut(),
            self.too_large.value_mut(),
            self.fresh_token.value_mut(),
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
        let text = name.to_string();
        match &*without_completion_marker(&text) {
            // Nothing is typed yet where the editor completes.
            "" => skip_to_comma(input),
            text => self.parse_named(text, &name, input, errors),
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
fn parse_policy(source: &mut Source) -> Result<Ident> {
    let value = source.text();
    let variant = match value {
        "error" => "Error",
        "end" => "End",
        "continue" => "Continue",
        _ => {
            let message = suggest::unknown("value", value, &["error", "end", "continue"]);
            return Err(source.error(&message));
        }
    };
    Ok(Ident::new(variant, source.span()))
}
