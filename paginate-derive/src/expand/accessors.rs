//! The closures of an operation, made of paths: they read members of a page and set members of a request.
//!
//! `__paginate` is the name of the hidden module of paginate-core in the expansion.
//!
//! The closures call methods of std with a dot only if they take `self` by value: a blanket trait in the scope of the user
//! takes precedence over an inherent method with `&self`.

mod items;

use std::slice;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Ident;

use crate::parse::arguments::path::{Alternatives, Path, Segment};
use crate::parse::function::return_type::DeclaredType;
use crate::span::mixed_site_at;

pub(crate) use self::items::{item_count, items};

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
    let mut paths = paths.iter().map(|path| non_empty(path, span));
    let first = paths.next();
    quote_spanned!(span=> __paginate::Token::read(#first #(.or_else(|| #paths))*))
}

// `marker`
//
// |request, token| request.set_marker(token)
//
// Of several tokens all are set, the absent ones to `None`.
pub(crate) fn input_token(setters: &[Ident], span: Span) -> TokenStream {
    let missing = missing_setters(setters, "HasTokenSetter", span);
    match variables("token", setters.len(), span).as_slice() {
        [token] => quote_spanned! {span=>
            |request, #token| {
                #missing
                request #(.#setters(#token))*
            }
        },
        tokens => quote_spanned! {span=>
            |request, (#(#tokens),*)| {
                #missing
                request #(.#setters(#tokens))*
            }
        },
    }
}

// `page`
//
// |request, number| request.set_page(Some(number))
pub(crate) fn set_number(setter: &Ident, span: Span) -> TokenStream {
    let missing = missing_setters(slice::from_ref(setter), "HasNumberSetter", span);
    quote_spanned! {span=>
        |request, number| {
            #missing
            request.#setter(::core::option::Option::Some(number))
        }
    }
}

/// Returns a trait with the setters for all types. A setter of the request takes precedence. Without one, rustc reports that
/// the request does not satisfy the bound, with the message of `bound`.
fn missing_setters(setters: &[Ident], bound: &str, span: Span) -> TokenStream {
    let bound = Ident::new(bound, span);
    quote_spanned! {span=>
        trait MissingSetter: ::core::marker::Sized {
            #(
                fn #setters<T>(self, _: T) -> Self
                where
                    Self: __paginate::#bound,
                {
                    self
                }
            )*
        }
        impl<R> MissingSetter for R {}
    }
}

// `is_truncated`
//
// |page| MoreResults::read(is_truncated.get())
pub(crate) fn more_results(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> |page| __paginate::MoreResults::read(#member))
}

// `data.users`
//
// |page| data.get().and_then(|member| member.users.get()).is_some()
pub(crate) fn has_data(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> |page| ::core::option::Option::is_some(&#member))
}

// `total`
//
// |page| Total::read(total.get())
pub(crate) fn total(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> |page| __paginate::Total::read(#member))
}

// `errors`
//
// |page| PageError::read(errors.get())
pub(crate) fn error(path: &Path, span: Span) -> TokenStream {
    let member = non_empty(path, span);
    quote_spanned!(span=> |page| __paginate::PageError::read(#member))
}

/// Returns an `Option` of a reference to the member at the end of the path, which is `None` if the member is an empty
/// string or an empty collection.
fn non_empty(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> (&&&__paginate::NonEmpty(#member)).__paginate_get())
}

/// Returns an `Option` of a reference to the member at the end of the path.
fn by_reference(Path(segments): &Path, span: Span) -> TokenStream {
    let (first, rest) = match segments.split_first() {
        Some((Segment::Member(first), rest)) => (
            quote_spanned!(span=> __paginate::Member(&page.#first).__paginate_get()),
            rest,
        ),
        _ => (
            quote_spanned!(span=> ::core::option::Option::Some(page)),
            segments.as_slice(),
        ),
    };
    let rest = rest.iter().map(|segment| match segment {
        Segment::Member(member) => {
            quote_spanned!(span=> .and_then(|member| __paginate::Member(&member.#member).__paginate_get()))
        }
        Segment::LastElement => quote_spanned! {span=>
            .and_then(|list| (&&&__paginate::LastElement(list)).__paginate_last())
            .and_then(|element| __paginate::Member(element).__paginate_get())
        },
    });
    quote_spanned!(span=> #first #(#rest)*)
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
