use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::call;
use crate::check::operation::{Operation, PageSize};
use crate::expand::accessors;
use crate::expand::page_form;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::{Kind, Parameters};
use crate::parse::function::return_type::DeclaredType;
use crate::span::mixed_site_at;

/// Adds the steps that request a page again after a failure. Their closures read the declared error.
pub(super) fn add(
    mut builder: TokenStream,
    operation: &Operation,
    parameters: Option<&Parameters>,
    error: Option<&DeclaredType>,
) -> TokenStream {
    if let Some(page_size) = &operation.page_size {
        let span = mixed_site_at(page_size.too_large.span());
        let set = set(page_size, parameters);
        let (error, too_large) = (declared(error), &page_size.too_large);
        let has_first = (page_size.setter.as_ref()).is_some_and(|setter| setter.first.is_some());
        let step = if has_first {
            quote_spanned!(span=> __paginate::first_page_size)
        } else {
            quote_spanned!(span=> __paginate::page_size)
        };
        builder.extend(quote_spanned!(span=> , #error, page_size, #set, #too_large));
        builder = call(step, builder, span);
    }
    if let Some(fresh_token) = &operation.fresh_token {
        let span = mixed_site_at(fresh_token.span());
        let error = declared(error);
        builder.extend(quote_spanned!(span=> , #error, #fresh_token));
        builder = call(
            quote_spanned!(span=> __paginate::fresh_token),
            builder,
            span,
        );
    }
    builder
}

/// Returns the closure that sets the page size on a request.
fn set(page_size: &PageSize, parameters: Option<&Parameters>) -> TokenStream {
    let setter = page_size.setter.as_ref().map(|setter| &setter.setter);
    match (setter, parameters) {
        (Some(StringOrClosure::Closure(closure)), _) => closure.to_token_stream(),
        (Some(StringOrClosure::String(setter, span)), _) => {
            accessors::set_page_size(setter, mixed_site_at(*span))
        }
        (None, Some(parameters)) => page_form::set_page_size(parameters),
        (None, None) => TokenStream::new(),
    }
}

// let page_size = SizeMember::read(request.get_limit());
//
/// Returns a statement before the paginator that has the size of the first page.
pub(super) fn first_size(operation: &Operation, parameters: Option<&Parameters>) -> TokenStream {
    let setter = operation
        .page_size
        .as_ref()
        .map(|page_size| page_size.setter.as_ref());
    let size = match setter {
        None => return TokenStream::new(),
        Some(Some(setter)) => match (&setter.first, &setter.setter) {
            (Some(first), _) => first.to_token_stream(),
            (None, StringOrClosure::String(setter, span)) => {
                accessors::page_size(setter, mixed_site_at(*span))
            }
            (None, StringOrClosure::Closure(_)) => TokenStream::new(),
        },
        Some(None) => parameter(parameters),
    };
    quote_spanned!(Span::mixed_site()=> let page_size = #size;)
}

// SizeParameter::size(PhantomData::<u32>, size)
fn parameter(parameters: Option<&Parameters>) -> TokenStream {
    let parameter = parameters.and_then(Parameters::page_size);
    let Some((parameter, _)) = parameter else {
        return TokenStream::new();
    };
    let Kind::Argument { name } = &parameter.kind else {
        return TokenStream::new();
    };
    let (ty, span) = (parameter.ty(), mixed_site_at(parameter.ty_span()));
    quote_spanned!(span=> __paginate::SizeParameter::size(::core::marker::PhantomData::<#(#ty)*>, #name))
}

/// Returns the declared error as a value.
fn declared(error: Option<&DeclaredType>) -> TokenStream {
    let span = mixed_site_at(error.map_or_else(Span::call_site, DeclaredType::span));
    quote_spanned!(span=> ::core::marker::PhantomData::<#error>)
}
