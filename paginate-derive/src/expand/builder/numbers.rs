use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};

use super::{add_call, call};
use crate::check::operation::Numbers;
use crate::expand::accessors;
use crate::expand::page_form;
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::path::Path;
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::Parameters;
use crate::span::mixed_site_at;

/// Adds the steps of a listing with page numbers or offsets.
pub(super) fn add(
    mut builder: TokenStream,
    numbers: &Numbers,
    counted_items: Option<&[ItemsPath]>,
    parameters: Option<&Parameters>,
) -> TokenStream {
    let span = mixed_site_at(numbers.span);
    let set = match (&numbers.setter, parameters) {
        (Some(StringOrClosure::Closure(closure)), _) => closure.to_token_stream(),
        (Some(StringOrClosure::String(setter, span)), _) => {
            accessors::set_number(setter, mixed_site_at(*span))
        }
        (None, parameters) => parameters.map(page_form::set_number).unwrap_or_default(),
    };
    let item_count = counted_items.map(|paths| {
        let span = mixed_site_at(paths.first().map_or_else(Span::call_site, ItemsPath::span));
        (accessors::item_count(paths, span), span)
    });
    match (numbers.first_page(), item_count) {
        (Some(first), item_count) => {
            let arguments = quote_spanned!(span=> #first, #set);
            add_call(&mut builder, "page_number", arguments, span);
            if let Some((item_count, span)) = item_count {
                add_call(&mut builder, "item_count", item_count, span);
            }
        }
        (None, item_count) => {
            let item_count = item_count.map(|(item_count, _)| item_count);
            let arguments = quote_spanned!(span=> #item_count, #set);
            add_call(&mut builder, "offset", arguments, span);
        }
    }
    let totals = [
        ("total_pages", numbers.total_pages()),
        ("total_items", numbers.total_items.as_ref()),
    ];
    for (step, total) in totals {
        if let Some(total) = total {
            builder = add_total(builder, step, total);
        }
    }
    builder
}

fn add_total(mut builder: TokenStream, step: &str, total: &StringOrClosure<Path>) -> TokenStream {
    let span = mixed_site_at(total.span());
    match total {
        StringOrClosure::String(path, _) => {
            add_call(&mut builder, step, accessors::total(path, span), span);
            builder
        }
        StringOrClosure::Closure(closure) => {
            let step = Ident::new(step, span);
            let function = quote_spanned!(span=> __paginate::#step);
            call(function, quote_spanned!(span=> #builder, #closure), span)
        }
    }
}
