//! The closures of an operation, made of paths: they read members of a page and set members of a request.
//!
//! `__paginate` is the name of the hidden module of paginate-core in the expansion.
//!
//! The closures call methods of std with a dot only if they take `self` by value: a blanket trait in the scope of the user
//! takes precedence over an inherent method with `&self`.

mod items;
mod reference;
mod setters;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Ident;

use crate::parse::arguments::path::{Alternatives, Path};
use crate::parse::function::return_type::DeclaredType;
use crate::span::mixed_site_at;

pub(crate) use self::items::{item_count, items};
pub(crate) use self::setters::{input_token, page_size, set_number, set_page_size};

// `a || b[-1].c`
//
// |page| Token::read(a.get().or_else(|| b.last().and_then(|member| member.c.get())))
//
// Several tokens are a tuple, or `None` if all of them are absent.
pub(crate) fn output_token(tokens: &[Alternatives], span: Span) -> TokenStream {
    let mut values = tokens.iter().map(|paths| token(paths, span));
    let tokens = match variables("token", values.len(), span).as_slice() {
        [_] => values.next().unwrap_or_default(),
        tokens => quote_spanned! {span=>
            {
                let (#(#tokens),*) = (#(#values),*);
                (#(::core::option::Option::is_some(&#tokens))||*).then_some((#(#tokens),*))
            }
        },
    };
    quote_spanned!(span=> |page| #tokens)
}

// |page| {
//     let (token_0, token_1) = (…);
//     if token_0.is_some() || token_1.is_some() { Some((part(token_0)?, part(token_1)?)) } else { None }
// }
//
/// Returns the closure that reads a token whose parts are one tuple. A part that is not an `Option` must be present.
pub(crate) fn output_token_parts(tokens: &[Alternatives], span: Span) -> TokenStream {
    let values = tokens.iter().map(|paths| token(paths, span));
    let tokens = variables("token", values.len(), span);
    quote_spanned! {span=>
        |page| {
            let (#(#tokens),*) = (#(#values),*);
            if #(::core::option::Option::is_some(&#tokens))||* {
                ::core::option::Option::Some((#(__paginate::TokenPart::part(#tokens)?),*))
            } else {
                ::core::option::Option::None
            }
        }
    }
}

/// Returns an `Option` of the first alternative that is present.
fn token(Alternatives(paths): &Alternatives, span: Span) -> TokenStream {
    let read = |member| quote_spanned!(span=> __paginate::Token::read(#member));
    if paths.iter().any(Path::has_getter) {
        // A getter may return a value, so each alternative is cloned where it is read.
        let mut tokens = paths.iter().map(|path| non_empty(path, span, read));
        let first = tokens.next();
        return quote_spanned!(span=> #first #(.or_else(|| #tokens))*);
    }
    let mut members = paths
        .iter()
        .map(|path| non_empty(path, span, |member| member));
    let first = members.next();
    read(quote_spanned!(span=> #first #(.or_else(|| #members))*))
}

// `is_truncated`
//
// |page| MoreResults(is_truncated.get()).read()
pub(crate) fn more_results(path: &Path, span: Span) -> TokenStream {
    let flag = |member| {
        let member = non_empty_member(&member, span);
        quote_spanned!(span=> __paginate::MoreResults(#member).__paginate_read())
    };
    let flag = if path.has_getter() {
        let flag = reference::read(path, "MoreResultsMember", span, |member| {
            let flag = flag(member);
            quote_spanned!(span=> #flag.then_some(()))
        });
        quote_spanned!(span=> ::core::option::Option::is_some(&#flag))
    } else {
        reference::read(path, "MoreResultsMember", span, flag)
    };
    quote_spanned!(span=> |page| #flag)
}

// `data.users`
//
// |page| data.get().and_then(|member| member.users.get()).is_some()
pub(crate) fn has_data(path: &Path, span: Span) -> TokenStream {
    let member = reference::read(path, "Member", span, |member| member);
    quote_spanned!(span=> |page| ::core::option::Option::is_some(&#member))
}

// `total`
//
// |page| Total::read(total.get())
pub(crate) fn total(path: &Path, span: Span) -> TokenStream {
    let total = reference::read(
        path,
        "Member",
        span,
        |member| quote_spanned!(span=> __paginate::Total::read(#member)),
    );
    quote_spanned!(span=> |page| #total)
}

// `errors`
//
// |page| PageError::read(errors.get())
pub(crate) fn error(path: &Path, span: Span) -> TokenStream {
    let error = non_empty(
        path,
        span,
        |member| quote_spanned!(span=> __paginate::PageError::read(#member)),
    );
    quote_spanned!(span=> |page| #error)
}

/// Returns what `read` makes of an `Option` of a reference to the member at the end of the path, which is `None` if the member is
/// an empty string or an empty collection.
fn non_empty(path: &Path, span: Span, read: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    reference::read(path, "Member", span, |member| {
        read(non_empty_member(&member, span))
    })
}

fn non_empty_member(member: &TokenStream, span: Span) -> TokenStream {
    quote_spanned!(span=> (&&&__paginate::NonEmpty(#member)).__paginate_get())
}

/// Returns `Trait::<T, _>`, and the span of the declaration of `T`.
pub(crate) fn conversion_trait(name: &str, declared: Option<&DeclaredType>) -> (TokenStream, Span) {
    let span = mixed_site_at(declared.map_or_else(Span::call_site, DeclaredType::span));
    let name = Ident::new(name, span);
    let path = quote_spanned!(span=> __paginate::#name::<#declared, _>);
    (path, span)
}

fn variables(name: &str, count: usize, span: Span) -> Vec<Ident> {
    (0..count)
        .map(|index| format_ident!("{name}_{index}", span = span))
        .collect()
}
