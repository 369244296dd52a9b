mod numbers;
mod recover;
mod tokens;

use std::{mem, slice};

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote_spanned};
use syn::Token;
use syn::ext::IdentExt as _;

use crate::check::operation::{Advance, Operation, Request};
use crate::expand::accessors::{self, conversion_trait};
use crate::expand::page_form;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::Function;
use crate::parse::function::parameters::Parameters;
use crate::parse::function::return_type::{DeclaredType, PaginatorBound};
use crate::span::mixed_site_at;
use crate::tokens::body::mentions;

// The paginator of `request`, made with the builder of paginate-core:
//
// set_token(
//     IntoError::<Error, _>::check(ResponseFuture::send(Request::operation(request, "name"), |request| …))
//         .output_token(|page| …),
//     |request, token| …,
// )
// .items(|page| …)
//
// `__paginate` is the name of the hidden module of paginate-core in the expansion.
pub(crate) fn paginator(
    operation: &Operation,
    function: &Function,
    bound: &PaginatorBound,
) -> TokenStream {
    let (mut builder, parameters) = match &operation.request {
        Request::Builder { send } => (self::send(send, &function.name, bound.error()), None),
        Request::Body(parameters) => (
            fetch(parameters, function, operation, bound.error()),
            Some(*parameters),
        ),
    };
    builder = match &operation.advance {
        Advance::Tokens {
            output_token,
            input_token,
        } => tokens::add(builder, output_token, input_token.as_ref(), parameters),
        Advance::Numbers(numbers) => {
            numbers::add(builder, numbers, operation.counted_items(), parameters)
        }
    };
    builder = recover::add(builder, operation, parameters, bound.error());
    if let Some(more_results) = &operation.more_results {
        add_step(
            &mut builder,
            "more_results",
            more_results,
            accessors::more_results,
        );
    }
    if let Some((data, span)) = &operation.data {
        let span = mixed_site_at(*span);
        let closure = accessors::has_data(data, span);
        add_call(&mut builder, "has_data", closure, span);
    }
    if let Some(error) = &operation.error {
        add_step(&mut builder, "error", error, accessors::error);
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
    let mut paginator = recover::first_size(operation, parameters);
    paginator.extend(items(builder, operation, bound.item()));
    paginator
}

/// Begins the builder with the request and the step `send`.
fn send(
    send: &StringOrClosure<Ident>,
    function: &Ident,
    error: Option<&DeclaredType>,
) -> TokenStream {
    let span = mixed_site_at(send.span());
    let send = match send {
        StringOrClosure::String(method, _) => quote_spanned!(span=> |request| request.#method()),
        StringOrClosure::Closure(closure) => super::send::closure(closure, error),
    };
    let (request, name, at) = request_and_name(function);
    let mut arguments = quote_spanned!(at=> __paginate::Request::operation(#request, #name),);
    arguments.extend(send);
    begin("ResponseFuture", arguments, span, error)
}

/// Begins the builder with the step `send` of the page form, which runs the body of the function.
fn fetch(
    parameters: &Parameters,
    function: &Function,
    operation: &Operation,
    error: Option<&DeclaredType>,
) -> TokenStream {
    let span = mixed_site_at(function.body.span());
    let (request, name, at) = request_and_name(&function.name);
    let mut arguments = quote_spanned!(at=> #request, #name,);
    arguments.extend(page_form::send(parameters, &function.body, error));
    let builder = begin("PageResult", arguments, span, error);
    check_page(builder, &function.body, operation)
}

/// Adds checks of the type of a page. They cost compile time, so each is added only if the body names a type that fails it.
fn check_page(mut builder: TokenStream, body: &TokenTree, operation: &Operation) -> TokenStream {
    let names = |ty: &&str| mentions(slice::from_ref(body), ty);
    let mut check = |wrapper: &str, method: &str, span: Span| {
        let span = mixed_site_at(span);
        let wrapper = Ident::new(wrapper, span);
        let wrapper = quote_spanned!(span=> __paginate::#wrapper);
        builder = call(wrapper, mem::take(&mut builder), span);
        add_call(&mut builder, method, TokenStream::new(), span);
    };
    if let StringOrClosure::String(_, span) = &operation.items {
        if ["Arc", "Rc"].iter().any(names) {
            check("WithItemsPath", "__paginate_owned", *span);
        }
    }
    match operation.first_path() {
        Some(span) if names(&"Value") => check("WithPaths", "__paginate_members", span),
        _ => {}
    }
    builder
}

/// Returns the variable of the request, and the name of the function with its span.
fn request_and_name(function: &Ident) -> (Ident, Literal, Span) {
    let span = mixed_site_at(function.span());
    let mut name = Literal::string(&function.unraw().to_string());
    name.set_span(span);
    (Ident::new("request", span), name, span)
}

/// Begins the builder with the step `send`, which is checked by a trait, as is its error.
fn begin(
    checked_by: &str,
    arguments: TokenStream,
    span: Span,
    error: Option<&DeclaredType>,
) -> TokenStream {
    let checked_by = Ident::new(checked_by, span);
    let send = call(
        quote_spanned!(span=> __paginate::#checked_by::send),
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
            let closure = accessors::items(paths, item, span);
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
