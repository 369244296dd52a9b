use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote_spanned};
use syn::Token;

use crate::check::Operation;
use crate::closures::{self, conversion_trait, mixed_site_at};
use crate::return_type::{DeclaredType, PaginatorBound};
use crate::value::StringOrClosure;

// The paginator of `request`, made with the builder of paginate-core:
//
// set_token(
//     IntoError::<Error, _>::check(ResponseFuture::send(Request::operation(request), |request| …))
//         .output_token(|page| …),
//     |request, token| …,
// )
// .items(|page| …)
//
// `__paginate` is the name of the hidden module of paginate-core in the expansion.
pub(crate) fn paginator(
    operation: &Operation,
    function: &Ident,
    bound: &PaginatorBound,
) -> TokenStream {
    let mut builder = send(&operation.send, function, bound.error());
    let output_token = &operation.output_token;
    add_step(&mut builder, "output_token", output_token, |paths, span| {
        closures::output_token(paths, span)
    });
    // A token at the end of a path is checked where it is read.
    if let StringOrClosure::Closure(closure) = output_token {
        let span = mixed_site_at(closure.span());
        builder = call(
            quote_spanned!(span=> __paginate::Token::check),
            builder,
            span,
        );
    }
    match &operation.input_token {
        StringOrClosure::String(setters, span) if setters.len() == 1 => {
            let span = mixed_site_at(*span);
            let closure = closures::input_token(setters, span);
            builder.extend(quote_spanned!(span=> ,));
            builder.extend(closure);
            builder = call(quote_spanned!(span=> __paginate::set_token), builder, span);
        }
        input_token => add_step(&mut builder, "input_token", input_token, |setters, span| {
            closures::input_token(setters, span)
        }),
    }
    if let Some(more_results) = &operation.more_results {
        add_step(
            &mut builder,
            "more_results",
            more_results,
            closures::more_results,
        );
    }
    if let Some(listing) = &operation.listing {
        let span = mixed_site_at(listing.span());
        let closure = closures::has_listing(listing, span);
        add_call(&mut builder, "has_listing", closure, span);
    }
    if let Some(error) = &operation.error {
        add_step(&mut builder, "error", error, closures::error);
        let (into_error, span) = conversion_trait("IntoError", bound.error());
        builder = call(
            quote_spanned!(span=> #into_error::check_page),
            builder,
            span,
        );
    }
    if let Some(policy) = &operation.repeated_token {
        let span = mixed_site_at(policy.span());
        let policy = quote_spanned!(span=> __paginate::RepeatedTokenPolicy::#policy);
        add_call(&mut builder, "repeated_token", policy, span);
    }
    items(builder, operation, bound.item())
}

/// Begins the builder with the request and the step `send`.
fn send(
    send: &StringOrClosure<Ident>,
    function: &Ident,
    error: Option<&DeclaredType>,
) -> TokenStream {
    let span = mixed_site_at(function.span());
    let request = Ident::new("request", span);
    let mut arguments = quote_spanned!(span=> __paginate::Request::operation(#request),);
    let span = mixed_site_at(send.span());
    match send {
        StringOrClosure::String(method, _) => {
            arguments.extend(quote_spanned!(span=> |request| request.#method()));
        }
        StringOrClosure::Closure(closure) => closure.to_tokens(&mut arguments),
    }
    let send = call(
        quote_spanned!(span=> __paginate::ResponseFuture::send),
        arguments,
        span,
    );
    let (into_error, span) = conversion_trait("IntoError", error);
    call(quote_spanned!(span=> #into_error::check), send, span)
}

/// Ends the builder with the step `items`.
fn items(
    mut builder: TokenStream,
    operation: &Operation,
    item: Option<&DeclaredType>,
) -> TokenStream {
    match &operation.items {
        // The items of a collection at the end of a path are checked where it is read.
        StringOrClosure::String(paths, span) => {
            let span = mixed_site_at(*span);
            let closure = closures::items(paths, item, span);
            add_call(&mut builder, "items", closure, span);
            builder
        }
        StringOrClosure::Closure(closure) => {
            let span = mixed_site_at(closure.span());
            builder.extend(quote_spanned!(span=> ,));
            closure.to_tokens(&mut builder);
            let builder = call(quote_spanned!(span=> __paginate::with_items), builder, span);
            let (into_item, span) = conversion_trait("IntoItem", item);
            // With a variable, rustc reports a type that does not fit at its declaration only.
            quote_spanned! {span=>
                let operation = #builder;
                #into_item::check_closure(operation).paginator()
            }
        }
    }
}

/// Adds `.name(closure)`. The closure is the user's, or made of what strings were parsed to.
fn add_step<T>(
    builder: &mut TokenStream,
    name: &str,
    value: &StringOrClosure<T>,
    closure_of: impl FnOnce(&T, Span) -> TokenStream,
) {
    let span = mixed_site_at(value.span());
    let closure = match value {
        StringOrClosure::String(parsed, _) => closure_of(parsed, span),
        StringOrClosure::Closure(closure) => closure.to_token_stream(),
    };
    add_call(builder, name, closure, span);
}

/// Adds `.name(argument)`.
fn add_call(builder: &mut TokenStream, name: &str, argument: TokenStream, span: Span) {
    Token![.](span).to_tokens(builder);
    builder.append(Ident::new(name, span));
    builder.append(parenthesized(argument, span));
}

/// Returns `function(arguments)`.
fn call(mut function: TokenStream, arguments: TokenStream, span: Span) -> TokenStream {
    function.append(parenthesized(arguments, span));
    function
}

/// Moves tokens into parentheses. To interpolate them with `quote!` would copy them.
fn parenthesized(tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(span);
    group
}
