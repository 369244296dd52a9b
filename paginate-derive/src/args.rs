use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, LitStr, Result, Token};

use crate::mistakes::Mistakes;
use crate::near::nearest;

/// A key of the attribute, and how to say what its value is.
struct Key {
    name: &'static str,
    example: &'static str,
    names: &'static str,
}

const KEYS: [Key; 2] = [
    Key {
        name: "token",
        example: "next_token",
        names: "the member that carries the token, in the response and in the next request",
    },
    Key {
        name: "items",
        example: "evaluation_results",
        names: "the member of the response that is listed",
    },
];

/// The arguments as they are written, each key known and given once.
#[derive(Default)]
pub(crate) struct Arguments {
    given: Vec<(Ident, LitStr)>,
    /// All keys that are there, also those whose value is mistaken: nobody calls them missing.
    attempted: Vec<&'static str>,
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
                if input.parse::<Option<Token![,]>>()?.is_none() && !input.is_empty() {
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

    /// The value of a key that must be there.
    pub(crate) fn require(&self, key: &str, mistakes: &mut Mistakes) -> Option<&LitStr> {
        if let Some((_, value)) = self.given.iter().find(|(given, _)| given == key) {
            return Some(value);
        }
        let Key {
            name,
            example,
            names,
        } = KEYS.iter().find(|known| known.name == key)?;
        if !self.attempted.contains(name) {
            mistakes.at(
                Span::call_site(),
                format_args!("`{name}` is missing: name {names}, like `{name} = \"{example}\"`"),
            );
        }
        None
    }

    fn read(&mut self, input: ParseStream) -> Result<()> {
        let Ok(key) = input.call(Ident::parse_any) else {
            return Err(input.error("expected an argument, like `token = \"next_token\"`"));
        };
        let Some(Key { name, example, .. }) = KEYS.iter().find(|known| key == known.name) else {
            return Err(self.unknown(&key));
        };
        self.attempted.push(name);
        if let Some((first, _)) = self.given.iter().find(|(given, _)| *given == key) {
            let mut mistake = Error::new(key.span(), format_args!("`{key}` is given twice"));
            mistake.combine(Error::new(
                first.span(),
                format_args!("`{key}` is given here first"),
            ));
            return Err(mistake);
        }
        let expected = |place| {
            Error::new(
                place,
                format_args!("expected a string, like `{name} = \"{example}\"`"),
            )
        };
        let equals: Token![=] = input.parse().map_err(|_| expected(key.span()))?;
        let nothing = input.is_empty() || input.peek(Token![,]);
        let place = if nothing { equals.span } else { input.span() };
        let value = input.parse().map_err(|_| expected(place))?;
        self.given.push((key, value));
        Ok(())
    }

    fn unknown(&mut self, key: &Ident) -> Error {
        let names = KEYS.each_ref().map(|known| known.name);
        let help = match nearest(&key.to_string(), &names) {
            Some(name) => {
                self.attempted.push(name);
                format!("did you mean `{name}`?")
            }
            None => format!("expected one of `{}`", names.join("`, `")),
        };
        Error::new(key.span(), format_args!("unknown argument `{key}`, {help}"))
    }
}

fn skip_to_comma(input: ParseStream) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
