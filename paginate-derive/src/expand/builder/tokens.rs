use std::mem;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{add_call, add_step, call};
use crate::expand::accessors;
use crate::expand::page_form;
use crate::parse::arguments::path::Alternatives;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::Parameters;
use crate::span::mixed_site_at;

/// Adds the steps of a listing with tokens.
pub(super) fn add(
    mut builder: TokenStream,
    output_token: &StringOrClosure<Vec<Alternatives>>,
    input_token: Option<&StringOrClosure<Vec<Ident>>>,
    parameters: Option<&Parameters>,
) -> TokenStream {
    add_output_token(&mut builder, output_token, parameters);
    if let Some(input_token) = input_token {
        return set_token(builder, input_token);
    }
    if let Some(parameters) = parameters {
        let span = mixed_site_at(output_token.span());
        let input_token = page_form::input_token(parameters, span);
        add_call(&mut builder, "input_token", input_token, span);
    }
    builder
}

/// Adds the step `output_token`. In the page form the parameters declare the type of the token.
fn add_output_token(
    builder: &mut TokenStream,
    output_token: &StringOrClosure<Vec<Alternatives>>,
    parameters: Option<&Parameters>,
) {
    let span = mixed_site_at(output_token.span());
    match (output_token, parameters) {
        (StringOrClosure::String(paths, _), Some(parameters))
            if paths.len() > 1 && parameters.marked().count() == 1 =>
        {
            let parts = accessors::output_token_parts(paths, span);
            call_with_token_type(builder, "output_token", &parts, parameters, span);
        }
        (StringOrClosure::String(paths, _), _) => {
            let closure = accessors::output_token(paths, span);
            add_call(builder, "output_token", closure, span);
        }
        (StringOrClosure::Closure(closure), parameters) => {
            let step = match closure.parameter_count() {
                2.. => "output_token_after",
                _ => "output_token",
            };
            match parameters {
                None => add_call(builder, step, closure.to_token_stream(), span),
                Some(parameters) => call_with_token_type(builder, step, closure, parameters, span),
            }
            // A token at the end of a path is checked where it is read.
            let check = quote_spanned!(span=> __paginate::Token::check);
            *builder = call(check, mem::take(builder), span);
        }
    }
}

// output_token(operation, PhantomData::<T>, |page| …)
fn call_with_token_type(
    builder: &mut TokenStream,
    step: &str,
    closure: impl ToTokens,
    parameters: &Parameters,
    span: Span,
) {
    let token = page_form::token_type(parameters);
    let step = Ident::new(step, span);
    let function = quote_spanned!(span=> __paginate::#step);
    builder.extend(quote_spanned!(span=> , #token, #closure));
    *builder = call(function, mem::take(builder), span);
}

/// Adds the step `input_token` of the request form.
fn set_token(mut builder: TokenStream, input_token: &StringOrClosure<Vec<Ident>>) -> TokenStream {
    match input_token {
        StringOrClosure::String(setters, span) if setters.len() == 1 => {
            let span = mixed_site_at(*span);
            let closure = accessors::input_token(setters, span);
            builder.extend(quote_spanned!(span=> ,));
            builder.extend(closure);
            call(quote_spanned!(span=> __paginate::set_token), builder, span)
        }
        input_token => {
            add_step(&mut builder, "input_token", input_token, |setters, span| {
                accessors::input_token(setters, span)
            });
            builder
        }
    }
}
