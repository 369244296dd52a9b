//! The request of the page form: a tuple of the function's arguments and of its marked parameters. Each page is fetched with
//! a clone of the tuple, by a closure that contains the body of the function.
//!
//! `__paginate` is the name of the hidden module of paginate-core in the expansion.

mod body;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote_spanned};

pub(crate) use self::body::send;
use crate::parse::function::parameters::{Kind, Marker, Parameter, Parameters};
use crate::span::mixed_site_at;

// (Argument::check(type_of(&registry), registry), ParameterType::<Option<String>>::NEW.__paginate_first_page())
//
/// Returns the tuple for the first page. `first` is the number of the first page. The tuple contains clones of the arguments that
/// closures of the attribute use.
pub(crate) fn request(parameters: &Parameters, first: Option<&TokenStream>) -> TokenStream {
    let span = Span::mixed_site();
    let parts = parts(parameters).map(|parameter| match &parameter.kind {
        Kind::Receiver { .. } => {
            let receiver = parameter.pattern.last();
            let span = mixed_site_at(receiver.map_or_else(Span::call_site, TokenTree::span));
            check_argument(receiver, parameter.is_captured, span)
        }
        // A shared reference is `Clone`. An error was reported for a unique one.
        Kind::Argument { name } if parameter.is_reference() && !parameter.has_attributes() => {
            name.to_token_stream()
        }
        Kind::Argument { name } => {
            let span = mixed_site_at(name.span());
            parameter.or_unit(check_argument(name, parameter.is_captured, span))
        }
        Kind::Marked(marker, _) => {
            let span = mixed_site_at(parameter.ty_span());
            let ty = parameter.ty();
            let number = quote_spanned!(span=> ::core::marker::PhantomData::<#(#ty)*>);
            match (marker, first) {
                (Marker::Token, _) => {
                    let ty = token_parameter(parameter, span);
                    quote_spanned!(span=> #ty.__paginate_first_page())
                }
                (Marker::PageNumber, Some(first)) => {
                    quote_spanned!(span=> __paginate::NumberParameter::first_page(#number, #first))
                }
                (Marker::PageNumber | Marker::Offset | Marker::PageSize, _) => {
                    quote_spanned!(span=> __paginate::NumberParameter::first_page(#number, 0))
                }
            }
        }
    });
    quote_spanned!(span=> (#(#parts,)*))
}

/// Returns an argument, or a clone of it, after a check that it is `Clone`.
pub(crate) fn check_argument(argument: impl ToTokens, is_cloned: bool, span: Span) -> TokenStream {
    let check = quote_spanned!(span=> __paginate::Argument::check);
    let ty = quote_spanned!(span=> __paginate::type_of(&#argument));
    if is_cloned {
        quote_spanned!(span=> __paginate::cloned(#check(#ty, &#argument)))
    } else {
        quote_spanned!(span=> #check(#ty, #argument))
    }
}

// |(registry, _), token| (registry, ParameterType::<Option<String>>::NEW.next_page(token))
//
// Several tokens are a tuple of `Option`s, like the parameters.
pub(crate) fn input_token(parameters: &Parameters, span: Span) -> TokenStream {
    let is_single = parameters.marked().count() == 1;
    set(parameters, span, is_marked, |parameter, token| {
        if is_single {
            let ty = token_parameter(parameter, span);
            quote_spanned!(span=> #ty.__paginate_next_page(#token))
        } else {
            token.to_token_stream()
        }
    })
}

// |(api, _, token), size| (api, SizeParameter::resized(size), token)
pub(crate) fn set_page_size(parameters: &Parameters) -> TokenStream {
    // With the span of the type, so that rustc reports a type that is not an integer once.
    let size = parameters.page_size();
    let span = size.map_or_else(Span::mixed_site, |(parameter, _)| {
        mixed_site_at(parameter.ty_span())
    });
    let is_set = |parameter: &Parameter| parameter.page_size.is_some();
    set(
        parameters,
        span,
        is_set,
        |_, size| quote_spanned!(span=> __paginate::SizeParameter::resized(#size)),
    )
}

// |(api, _), number| (api, NumberParameter::next_page(number))
pub(crate) fn set_number(parameters: &Parameters) -> TokenStream {
    // With the span of the type, so that rustc reports a type that is not a number once.
    let first = parameters.marked().next();
    let span = first.map_or_else(Span::mixed_site, |(parameter, _)| {
        mixed_site_at(parameter.ty_span())
    });
    set(
        parameters,
        span,
        is_marked,
        |_, number| quote_spanned!(span=> __paginate::NumberParameter::next_page(#number)),
    )
}

fn is_marked(parameter: &Parameter) -> bool {
    matches!(parameter.kind, Kind::Marked(..))
}

/// Returns the closure that sets parameters. `convert` returns the value of a parameter for a variable.
fn set(
    parameters: &Parameters,
    span: Span,
    is_set: impl Fn(&Parameter) -> bool,
    convert: impl Fn(&Parameter, &Ident) -> TokenStream,
) -> TokenStream {
    let (mut patterns, mut tokens, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (position, parameter) in parts(parameters).enumerate() {
        if is_set(parameter) {
            let token = format_ident!("token_{position}", span = span);
            patterns.push(quote_spanned!(span=> _));
            values.push(convert(parameter, &token));
            tokens.push(token);
        } else {
            let argument = format_ident!("argument_{position}", span = span);
            patterns.push(argument.to_token_stream());
            values.push(argument.to_token_stream());
        }
    }
    let tokens = match tokens.as_slice() {
        [token] => token.to_token_stream(),
        tokens => quote_spanned!(span=> (#(#tokens),*)),
    };
    quote_spanned!(span=> |(#(#patterns,)*), #tokens| (#(#values,)*))
}

/// Returns the type of the token as a `PhantomData`: `T` for a parameter `Option<T>`, and a tuple of the types for several
/// parameters.
pub(crate) fn token_type(parameters: &Parameters) -> TokenStream {
    let marked: Vec<&Parameter> = parameters
        .marked()
        .map(|(parameter, _)| parameter)
        .collect();
    match marked.as_slice() {
        [parameter] => {
            let span = mixed_site_at(parameter.ty_span());
            let ty = token_parameter(parameter, span);
            quote_spanned!(span=> #ty.__paginate_token())
        }
        parameters => {
            let types = parameters.iter().map(|parameter| parameter.ty());
            let types = types.map(|ty| ty.iter().cloned().collect::<TokenStream>());
            let span = Span::mixed_site();
            quote_spanned!(span=> ::core::marker::PhantomData::<(#(#types),*)>)
        }
    }
}

fn token_parameter(parameter: &Parameter, span: Span) -> TokenStream {
    let ty = parameter.ty();
    quote_spanned!(span=> __paginate::ParameterType::<#(#ty)*>::NEW)
}

/// Returns the parameters that are part of the tuple. A receiver that is a reference is not: the closure copies it.
fn parts(parameters: &Parameters) -> impl Iterator<Item = &Parameter> {
    parameters
        .0
        .iter()
        .filter(|parameter| !matches!(parameter.kind, Kind::Receiver { is_reference: true }))
}
