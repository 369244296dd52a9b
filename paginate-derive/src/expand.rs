use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote, quote_spanned};
use syn::Token;

use crate::args::Arguments;
use crate::check::{Operation, Part, check_crate, check_function};
use crate::code::{call, group};
use crate::crate_path::CratePath;
use crate::docs;
use crate::function::{Function, may_return};
use crate::hush::hush;
use crate::mistakes::Mistakes;
use crate::read::{self, within_expansion};
use crate::returns::{Bound, Declared, Returns};

/// The whole attribute, from what is written to what is compiled.
pub(crate) fn paginate(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let mut arguments = Arguments::parse(arguments, &mut mistakes);
    let krate = check_crate(&mut arguments, &mut mistakes);
    let operation = Operation::check(&mut arguments, &mut mistakes);
    let function = mistakes.ok(Function::parse(item.clone()));
    let returns = function
        .as_ref()
        .and_then(|function| check_function(function, &mut mistakes));
    let (krate, function, returns) = match (krate, function, returns) {
        (Some(krate), Some(function), Some(returns)) => (krate, function, returns),
        (_, Some(function), _) if function.has_body() => return rejected(function, &mistakes),
        (krate, ..) => {
            let item = hush(&krate.unwrap_or_else(CratePath::usual), item);
            return quote!(#mistakes #item);
        }
    };
    match operation {
        Some(operation) if mistakes.is_empty() => {
            // On a function that says nothing of itself it would only hush `missing_docs`.
            let docs = function
                .is_documented
                .then(|| docs::pagination(&krate, &operation));
            let paginator = paginator(&operation, &function.name, &returns.paginator);
            with_body(&krate, docs, function, &returns, paginator)
        }
        _ => {
            let unfinished = unfinished(&returns);
            let function = with_body(&krate, None, function, &returns, unfinished);
            quote!(#mistakes #function)
        }
    }
}

/// A function of which no paginator can be made: `fn things(…) -> … { let _ = || { body }; mistakes }`.
///
/// Its return type or the path of paginate-core is mistaken. The mistakes are the tail expression: rustc takes any return
/// type for satisfied by an error, and does not report that it cannot infer a type of the body.
fn rejected(function: Function, mistakes: &Mistakes) -> TokenStream {
    let Function {
        attributes,
        is_async,
        signature,
        inner_attributes,
        body,
        ..
    } = function;
    let inner_attributes = inner_attributes.tokens;
    let body = if is_async {
        quote!(async #body)
    } else {
        quote!(|| #body)
    };
    quote_spanned! {Span::mixed_site()=>
        #(#attributes)*
        #(#signature)* {
            #(#inner_attributes)*
            let _ = #body;
            #mistakes
        }
    }
}

/// The function with a new body: it builds the request as the old one did, and makes `paginator` of it.
fn with_body(
    krate: &CratePath,
    docs: Option<String>,
    function: Function,
    returns: &Returns,
    paginator: TokenStream,
) -> TokenStream {
    let Function {
        attributes,
        is_async,
        signature,
        inner_attributes,
        body,
        ..
    } = function;
    let span = Span::mixed_site();
    let build = if !may_return(&body) {
        // `unused_braces` does not apply to the value of a `let`.
        body.to_token_stream()
    } else if is_async {
        quote_spanned!(span=> async #body.await)
    } else {
        quote_spanned!(span=> __paginate::run_body(|| #body))
    };
    let (declared, paginator) = match &returns.fallible {
        None => (None, paginator),
        Some(fallible) => (
            Some(quote_spanned!(span=> : #fallible)),
            quote_spanned!(span=> request.map(|request| { #paginator })),
        ),
    };
    let (outer_docs, inner_docs) = match docs {
        // The section follows all other documentation. rustdoc puts that of the body last.
        Some(section) if inner_attributes.is_documented => (None, Some(quote!(#![doc = #section]))),
        Some(section) => (Some(quote!(#[doc = #section])), None),
        None => (None, None),
    };
    let inner_attributes = inner_attributes.tokens;
    let body = quote_spanned! {span=>
        #(#inner_attributes)*
        #inner_docs
        use #krate::__private as __paginate;
        use __paginate::methods::*;
        let request #declared = #build;
        #paginator
    };
    let mut tokens: TokenStream = attributes.into_iter().collect();
    tokens.extend(outer_docs);
    tokens.extend(signature);
    tokens.append(Group::new(Delimiter::Brace, body));
    tokens
}

// IntoError::<Error, _>::check(ResponseFuture::send(Request::operation(request), |request| …))
//     .output_token(|page| …)
//     .set_token(|request, token| …)
//     .items(|page| …)
fn paginator(operation: &Operation, name: &Ident, bound: &Bound) -> TokenStream {
    let item = bound.associated("Item");
    let mut chain = sent(&operation.send, name, bound.associated("Error"));
    step(
        &mut chain,
        "output_token",
        &operation.output_token,
        |choices, span| read::output_token(choices, span),
    );
    // A token that is read through a path is checked where it is read.
    if let Part::Closure(closure) = &operation.output_token {
        let span = within_expansion(closure.span());
        chain = call(quote_spanned!(span=> __paginate::Token::check), chain, span);
    }
    match &operation.input_token {
        Part::Words(setters, place) if setters.len() == 1 => {
            let span = within_expansion(*place);
            chain.extend(quote_spanned!(span=> ,));
            chain.extend(read::input_token(setters, span));
            chain = call(quote_spanned!(span=> __paginate::set_token), chain, span);
        }
        input_token => step(&mut chain, "input_token", input_token, |setters, span| {
            read::input_token(setters, span)
        }),
    }
    if let Some(more_results) = &operation.more_results {
        step(&mut chain, "more_results", more_results, read::more_results);
    }
    if let Some(listing) = &operation.listing {
        let closure = read::has_listing(listing);
        append_step(
            &mut chain,
            "has_listing",
            closure,
            within_expansion(listing.span()),
        );
    }
    if let Some(error) = &operation.error {
        step(&mut chain, "error", error, read::error);
        let (fails_as, span) = read::required("IntoError", bound.associated("Error"));
        chain = call(quote_spanned!(span=> #fails_as::check_page), chain, span);
    }
    if let Some(policy) = &operation.repeated_token {
        let span = within_expansion(policy.span());
        chain.extend(
            quote_spanned!(span=> .repeated_token(__paginate::RepeatedTokenPolicy::#policy)),
        );
    }
    match &operation.items {
        // A collection at a path is checked where it is read, too.
        items @ Part::Words(..) => {
            step(&mut chain, "items", items, |collections, span| {
                read::items(collections, item, span)
            });
            chain
        }
        Part::Closure(closure) => {
            let span = within_expansion(closure.span());
            chain.extend(quote_spanned!(span=> , #closure));
            chain = call(quote_spanned!(span=> __paginate::with_items), chain, span);
            let (into_item, span) = read::required("IntoItem", item);
            // A variable, so that a type that does not fit is reported only at the declaration.
            quote_spanned! {span=>
                let operation = #chain;
                #into_item::check_closure(operation).paginator()
            }
        }
    }
}

/// The operation with the first of its steps.
fn sent(send: &Part<Ident>, name: &Ident, error: Option<&Declared>) -> TokenStream {
    let span = within_expansion(name.span());
    let request = Ident::new("request", span);
    let mut arguments = quote_spanned!(span=> __paginate::Request::operation(#request),);
    let span = within_expansion(send.place());
    match send {
        Part::Words(method, _) => {
            arguments.extend(quote_spanned!(span=> |request| request.#method()));
        }
        Part::Closure(closure) => closure.to_tokens(&mut arguments),
    }
    let answer = call(
        quote_spanned!(span=> __paginate::ResponseFuture::send),
        arguments,
        span,
    );
    let (fails_as, span) = read::required("IntoError", error);
    call(quote_spanned!(span=> #fails_as::check), answer, span)
}

/// Adds `.name(closure)`, at the place of what was written for it.
fn step<T>(
    chain: &mut TokenStream,
    name: &str,
    part: &Part<T>,
    closure_of: impl FnOnce(&T, Span) -> TokenStream,
) {
    let span = within_expansion(part.place());
    let closure = match part {
        Part::Words(words, _) => closure_of(words, span),
        Part::Closure(closure) => closure.to_token_stream(),
    };
    append_step(chain, name, closure, span);
}

fn append_step(chain: &mut TokenStream, name: &str, closure: TokenStream, span: Span) {
    Token![.](span).to_tokens(chain);
    chain.append(Ident::new(name, span));
    chain.append(group(Delimiter::Parenthesis, closure, span));
}

/// The paginator of a function whose attribute is mistaken.
fn unfinished(returns: &Returns) -> TokenStream {
    let [page, item, token, error] = ["Page", "Item", "Token", "Error"].map(|name| {
        let declared = returns.paginator.associated(name);
        declared.map_or_else(|| quote!(()), ToTokens::to_token_stream)
    });
    quote_spanned! {Span::mixed_site()=>
        __paginate::fallback_paginator::<#page, #item, #token, #error, _>(request)
    }
}
