//! The closures that set tokens and numbers on a request.

use std::slice;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Ident;

use super::variables;
use crate::parse::arguments::member::getter;
use crate::span::{Host, mixed_site_at};

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
    set_some(setter, "HasNumberSetter", span)
}

// `limit`
//
// |request, number| request.set_limit(Some(number))
pub(crate) fn set_page_size(setter: &Ident, span: Span) -> TokenStream {
    set_some(setter, "HasPageSizeSetter", span)
}

fn set_some(setter: &Ident, bound: &str, span: Span) -> TokenStream {
    let missing = missing_setters(slice::from_ref(setter), bound, span);
    quote_spanned! {span=>
        |request, number| {
            #missing
            request.#setter(::core::option::Option::Some(number))
        }
    }
}

// `limit`
//
// SizeMember::read(request.get_limit())
pub(crate) fn page_size(setter: &Ident, span: Span) -> TokenStream {
    let mut getter = getter(setter);
    // In an editor, the name of the setter is only that of the setter.
    getter.set_span(mixed_site_at(setter.span()));
    let missing = if Host::is_editor() {
        TokenStream::new()
    } else {
        quote_spanned! {span=>
            trait MissingGetter {
                fn #getter(&self) -> ::core::option::Option<u32>
                where
                    Self: __paginate::HasPageSizeGetter,
                {
                    ::core::option::Option::None
                }
            }
            impl<R> MissingGetter for R {}
        }
    };
    quote_spanned! {span=>
        {
            #missing
            __paginate::SizeMember::read(request.#getter())
        }
    }
}

/// Returns a trait with the setters for all types. A setter of the request takes precedence. Without one, rustc reports that the
/// request does not satisfy the bound, with the message of `bound`.
///
/// In an editor they would be further definitions of the setters.
// The message is that of a trait of paginate-core: `#[diagnostic]` in the expansion is unknown under `#![no_implicit_prelude]`.
fn missing_setters(setters: &[Ident], bound: &str, span: Span) -> TokenStream {
    if Host::is_editor() {
        return TokenStream::new();
    }
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
