//! The closures that set tokens and numbers on a request.

use std::slice;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Ident;

use super::variables;
use crate::span::Host;

/// What a setter sets, for the error message of a request without the setter.
struct Value {
    name: &'static str,
    /// What to write instead of the name of a member.
    closure: &'static str,
    /// The parameter in the page form.
    parameter: &'static str,
}

const TOKEN: Value = Value {
    name: "token",
    closure: "input_token = |request, token| …",
    parameter: "#[token] token: Option<…>",
};

const NUMBER: Value = Value {
    name: "number",
    closure: "page_number = |request, number| …",
    parameter: "#[page_number] page: u32",
};

// `marker`
//
// |request, token| request.set_marker(token)
//
// Of several tokens all are set, the absent ones to `None`.
pub(crate) fn input_token(setters: &[Ident], span: Span) -> TokenStream {
    let missing = missing_setters(setters, &TOKEN, span);
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
    let missing = missing_setters(slice::from_ref(setter), &NUMBER, span);
    quote_spanned! {span=>
        |request, number| {
            #missing
            request.#setter(::core::option::Option::Some(number))
        }
    }
}

/// Returns traits with the setters for all types. A setter of the request takes precedence. Without one, rustc reports that the
/// request does not implement the trait of the setter with the other argument, with a message that names the setter.
///
/// In an editor they would be further definitions of the setters.
fn missing_setters(setters: &[Ident], value: &Value, span: Span) -> TokenStream {
    if Host::is_editor() {
        return TokenStream::new();
    }
    let Value {
        name,
        closure,
        parameter,
    } = value;
    let closure = format!("check the name, or set the {name} in a closure: `{closure}`");
    let parameter = format!(
        "or fetch each page in an `async fn` with a parameter that takes the {name}: `{parameter}`"
    );
    let missing = setters.iter().enumerate().map(|(index, setter)| {
        let has_setter = format_ident!("HasSetter{index}", span = span);
        let message = format!("expected the setter `{setter}` on `{{Self}}`, found none");
        let label = format!("`{{Self}}` has no method `{setter}(self, Option<…>) -> Self`");
        quote_spanned! {span=>
            #[diagnostic::on_unimplemented(message = #message, label = #label, note = #closure, note = #parameter)]
            trait #has_setter<A>: ::core::marker::Sized {
                fn #setter<T>(self, _: T) -> Self
                where
                    Self: #has_setter<bool>,
                {
                    self
                }
            }
            impl<R> #has_setter<()> for R {}
        }
    });
    missing.collect()
}
