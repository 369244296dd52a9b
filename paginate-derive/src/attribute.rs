//! The stages from the tokens of the attribute to its expansion.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Error;

use crate::check::operation::Operation;
use crate::check::{check_function, check_operation};
use crate::errors::Errors;
use crate::expand::fallback::{fallback_function, fallback_item, fallback_paginator};
use crate::expand::function::{request, with_body};
use crate::expand::{builder, captures, docs, editor, page_form};
use crate::parse::arguments::Arguments;
use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::written::Written;
use crate::parse::function::Function;
use crate::parse::function::parameters::{Marker, Parameters};
use crate::span::Host;
use crate::suggest;
use crate::tokens::without_completion_marker;

/// Expands the attribute for a host: parses and checks the arguments and the item, and writes the function or the errors.
pub(crate) fn expand(host: Host, arguments: TokenStream, item: TokenStream) -> TokenStream {
    host.run(|| expand_item(arguments, item))
}

fn expand_item(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let written = if Host::is_editor() {
        Written::parse_all(arguments.clone())
    } else {
        Vec::new()
    };
    let mut arguments = Arguments::parse(arguments, &mut errors);
    let krate = arguments.take_crate_path();
    let (mut function, function_error) = match Function::parse(item.clone()) {
        Ok(function) => (Some(function), None),
        Err(error) => (None, Some(error)),
    };
    let mut parameters = function
        .as_mut()
        .and_then(|function| function.parameters.take());
    bind_arguments(&mut arguments, function.as_ref(), parameters.as_mut());
    let parameters = parameters.as_ref();
    let operation = check_operation(arguments, parameters, &mut errors);
    if let Some(error) = function_error {
        errors.add(error);
    }
    let names = match (&krate, &function) {
        (Some(krate), Some(function)) if Host::is_editor() => {
            for error in misspelt_markers(function, parameters) {
                errors.add(error);
            }
            Some(editor::names(krate, &written, function, parameters))
        }
        _ => None,
    };
    let return_type = function
        .as_ref()
        .and_then(|function| check_function(function, parameters, &mut errors))
        // rustc cannot infer the error of a page without the declared one.
        .filter(|return_type| parameters.is_none() || return_type.paginator.error().is_some());
    let (krate, function, return_type) = match (krate, function, return_type) {
        (Some(krate), Some(function), Some(return_type)) => (krate, function, return_type),
        (_, Some(function), _) if function.has_body() => {
            return fallback_function(function, parameters, names.as_ref(), &errors);
        }
        (_, Some(function), _) if parameters.is_some() => {
            let declaration = function.into_declaration();
            return quote!(#declaration #errors);
        }
        (krate, ..) => {
            let item = fallback_item(&krate.unwrap_or_default(), item);
            return quote!(#item #errors);
        }
    };
    let first_page = operation.as_ref().and_then(Operation::first_page);
    let request = match (parameters, &return_type.fallible) {
        (None, _) => request(&function),
        (Some(parameters), None) => page_form::request(parameters, first_page.as_ref()),
        // An error was reported for the `Result`.
        (Some(parameters), Some(_)) => {
            let request = page_form::request(parameters, first_page.as_ref());
            quote_spanned!(Span::mixed_site()=> ::core::result::Result::Ok(#request))
        }
    };
    match operation {
        Some(operation) if errors.is_empty() => {
            let bound = &return_type.paginator;
            // A function without documentation gets no section, so that `missing_docs` still reports the function.
            let docs = function
                .is_documented
                .then(|| docs::section(&krate, &operation, bound.item()));
            let paginator = builder::paginator(&operation, &function, bound);
            with_body(
                &krate,
                docs,
                names.as_ref(),
                function,
                &return_type,
                &request,
                paginator,
            )
        }
        _ => {
            let bound = &return_type.paginator;
            let paginator = fallback_paginator(&written, &function, parameters, bound);
            let function = with_body(
                &krate,
                None,
                names.as_ref(),
                function,
                &return_type,
                &request,
                paginator,
            );
            quote!(#function #errors)
        }
    }
}

/// Returns an error for each unknown marker, which rustc reports by itself.
fn misspelt_markers(function: &Function, parameters: Option<&Parameters>) -> Vec<Error> {
    let known = Marker::names();
    let markers = parameters.into_iter().flat_map(Parameters::marker_names);
    let markers = markers.chain(&function.misspelt_markers);
    let errors = markers.filter_map(|name| {
        let text = name.to_string();
        let text = &*without_completion_marker(&text);
        let is_known = text.is_empty() || known.contains(&text);
        let message = || suggest::unknown("marker", text, &known);
        (!is_known).then(|| Error::new(name.span(), message()))
    });
    errors.collect()
}

/// Binds the arguments of the function in the closures of the attribute.
fn bind_arguments(
    arguments: &mut Arguments,
    function: Option<&Function>,
    parameters: Option<&mut Parameters>,
) {
    let mut closures: Vec<&mut Closure> = arguments.closures_mut().collect();
    match (parameters, function) {
        (Some(parameters), _) => captures::bind_arguments(parameters, &mut closures),
        (None, Some(function)) if closures.len() > 1 => {
            captures::bind_variables(&function.parameters_of_caller(), &mut closures);
        }
        (None, _) => {}
    }
}
