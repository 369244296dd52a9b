use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, Result, Token};

use crate::mistakes::Mistakes;
use crate::near;
use crate::tokens::{expression_width, text};
use crate::value::Value;

struct Key {
    name: &'static str,
    /// What its value may be, with an example.
    value: &'static str,
}

static KEYS: [Key; 9] = [
    Key {
        name: "token",
        value: "a string or a list of strings, like `token = \"next_token\"`",
    },
    Key {
        name: "input_token",
        value: "a string, a list of strings or a closure, like `input_token = \"marker\"`",
    },
    Key {
        name: "output_token",
        value: "a string, a list of strings or a closure, like `output_token = \"next_marker\"`",
    },
    Key {
        name: "more_results",
        value: "a string or a closure, like `more_results = \"is_truncated\"`",
    },
    Key {
        name: "error",
        value: "a string or a closure, like `error = \"errors\"`",
    },
    Key {
        name: "items",
        value: "a string, a list of strings or a closure, like `items = \"evaluation_results\"`",
    },
    Key {
        name: "send",
        value: "a string or a closure, like `send = |request| request.send()`",
    },
    Key {
        name: "repeated_token",
        value: "`\"error\"`, `\"end\"` or `\"continue\"`",
    },
    Key {
        name: "crate",
        value: "the path of paginate-core, like `crate = \"my_sdk::paginate_core\"`",
    },
];

/// The arguments as they are written, each key known and given once.
#[derive(Default)]
pub(crate) struct Arguments {
    given: Vec<Argument>,
    /// Keys whose argument is mistaken: it has been told, so nobody calls them missing.
    mistaken: Vec<&'static str>,
}

/// `key = value`
pub(crate) struct Argument {
    known: &'static Key,
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

impl Argument {
    /// The value is not one that this key takes.
    pub(crate) fn unexpected(&self) -> Error {
        Error::new(
            self.value.span(),
            format_args!(
                "expected {}, found {}",
                self.known.value,
                self.value.found()
            ),
        )
    }
}

impl Arguments {
    pub(crate) fn parse(tokens: TokenStream, mistakes: &mut Mistakes) -> Self {
        let mut arguments = Arguments::default();
        let read_all = |input: ParseStream| {
            while !input.is_empty() {
                if let Err(mistake) = arguments.read(input) {
                    mistakes.add(mistake);
                    skip_to_comma(input)?;
                }
                if let Ok(Some(semicolon)) = input.parse::<Option<Token![;]>>() {
                    mistakes.at(semicolon.span, "expected a comma, found `;`");
                } else if input.parse::<Option<Token![,]>>()?.is_none() && !input.is_empty() {
                    mistakes.at(input.span(), "expected a comma before this");
                    if !input.peek(Ident::peek_any) {
                        skip_to_comma(input)?;
                    }
                }
            }
            Ok(())
        };
        let read = read_all.parse2(tokens);
        mistakes.ok(read);
        arguments
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Argument> {
        self.given
            .iter()
            .find(|argument| argument.known.name == key)
    }

    pub(crate) fn take(&mut self, key: &str) -> Option<Argument> {
        let mut given = self.given.iter();
        let index = given.position(|argument| argument.known.name == key)?;
        Some(self.given.remove(index))
    }

    /// Whether the key is there, if only as a mistake.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some() || self.mistaken.contains(&key)
    }

    fn read(&mut self, input: ParseStream) -> Result<()> {
        let Ok(key) = input.call(Ident::parse_any) else {
            return Err(input.error("expected an argument, like `token = \"next_token\"`"));
        };
        let word = key.to_string();
        let Some(known) = KEYS.iter().find(|known| word == known.name) else {
            return Err(self.unknown(&key));
        };
        if let Some(first) = self.get(known.name) {
            let mut mistake = Error::new(key.span(), format_args!("`{key}` is given twice"));
            mistake.combine(Error::new(
                first.key.span(),
                format_args!("`{key}` is given here first"),
            ));
            return Err(mistake);
        }
        let value = value(&key, known, input).inspect_err(|_| self.mistaken.push(known.name))?;
        self.given.push(Argument { known, key, value });
        Ok(())
    }

    fn unknown(&mut self, key: &Ident) -> Error {
        let names = KEYS.each_ref().map(|known| known.name);
        let word = key.to_string();
        self.mistaken.extend(near::nearest(&word, &names));
        Error::new(key.span(), near::unknown("argument", &word, &names))
    }
}

fn value(key: &Ident, known: &Key, input: ParseStream) -> Result<Value> {
    let expected = |place: Span| Error::new(place, format_args!("expected {}", known.value));
    let equals: Token![=] = input.parse().map_err(|_| expected(key.span()))?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(expected(equals.span));
    }
    let ahead = input.fork();
    let value = Value::parse(&ahead)?;
    match value {
        Some(value) if ends_value(&ahead) => {
            input.advance_to(&ahead);
            Ok(value)
        }
        _ => {
            let found = skip_expression(input)?;
            let message = format!("expected {}, found `{}`", known.value, text(&found));
            Err(Error::new_spanned(quote!(#(#found)*), message))
        }
    }
}

/// Whether nothing follows that belongs to the value. Without a comma, that is the next argument or a semicolon.
fn ends_value(input: ParseStream) -> bool {
    input.is_empty()
        || input.peek(Token![,])
        || input.peek(Token![;])
        || input.peek(Ident::peek_any) && input.peek2(Token![=])
}

/// The tokens up to the next comma outside of `::<…>`.
fn skip_expression(input: ParseStream) -> Result<Vec<TokenTree>> {
    let following: Vec<TokenTree> = input.fork().parse::<TokenStream>()?.into_iter().collect();
    let width = expression_width(&following);
    (0..width).map(|_| input.parse()).collect()
}

fn skip_to_comma(input: ParseStream) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
