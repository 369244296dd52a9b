//! Binds the arguments of the function in the closures of the attribute. The closures are `move`, so each of them owns the
//! arguments that it uses: the last one the arguments themselves, the others clones.
//!
//! `__paginate` is the name of the hidden module of paginate-core in the expansion.

use std::slice;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::expand::page_form::check_argument;
use crate::parse::arguments::closure::Closure;
use crate::parse::function::parameters::{Kind, Parameter, Parameters};
use crate::parse::function::pattern::{Variable, has_underscore, use_variables, variables};
use crate::span::mixed_site_at;

// { let prefix = cloned(&prefix); let _ = (&prefix,); move |page| … }
//
/// Binds the arguments of a function in the request form. The patterns in its signature bind the variables.
pub(crate) fn bind_variables(parameters: &Parameters, closures: &mut [&mut Closure]) {
    for parameter in &parameters.0 {
        for variable in variables(&parameter.pattern) {
            let variable = slice::from_ref(&variable);
            bind_each(closures, variable, |closure, is_shared| {
                if is_shared {
                    closure.bind(clone_variable(&variable[0]));
                }
            });
        }
    }
}

fn clone_variable(variable: &Variable) -> TokenStream {
    let name = &variable.name;
    let span = mixed_site_at(name.span());
    let mutability = variable.is_mutable.then(|| quote_spanned!(span=> mut));
    let used = use_variables(slice::from_ref(variable));
    quote_spanned!(span=> let #mutability #name = __paginate::cloned(&#name); #used)
}

// { let (a, _) = cloned(Argument::check(type_of(&argument_0), &argument_0)); let _ = (&a,); move |page| … }
//
/// Binds the arguments of a function in the page form, whose signature has a name for each pattern.
pub(crate) fn bind_arguments(parameters: &mut Parameters, closures: &mut [&mut Closure]) {
    for parameter in &mut parameters.0 {
        parameter.is_captured = match &parameter.kind {
            Kind::Argument { name } => bind_argument(parameter, name, closures),
            Kind::Receiver {
                is_reference: false,
            } => bind_receiver(parameter, closures),
            // The closures copy a reference.
            Kind::Receiver { is_reference: true } | Kind::Marked(..) => false,
        };
    }
}

fn bind_argument(parameter: &Parameter, name: &Ident, closures: &mut [&mut Closure]) -> bool {
    let variables = variables(&parameter.pattern);
    let is_name =
        matches!(parameter.pattern.as_slice(), [TokenTree::Ident(name)] if !has_underscore(name));
    bind_each(closures, &variables, |closure, is_shared| {
        if is_shared || !is_name {
            let value = check_argument(name, is_shared, mixed_site_at(name.span()));
            closure.bind(parameter.bind(&value));
            closure.bind(parameter.with_attributes(&use_variables(&variables)));
        }
    })
}

fn bind_receiver(parameter: &Parameter, closures: &mut [&mut Closure]) -> bool {
    let Some(TokenTree::Ident(receiver)) = parameter.pattern.last() else {
        return false;
    };
    let variable = Variable {
        name: receiver.clone(),
        is_mutable: false,
    };
    bind_each(
        closures,
        slice::from_ref(&variable),
        |closure, is_shared| {
            if is_shared {
                let span = mixed_site_at(receiver.span());
                let this = Ident::new("this", span);
                let value = check_argument(receiver, true, span);
                closure.bind(quote_spanned!(span=> let #this = #value;));
                closure.replace_self(&this);
            }
        },
    )
}

/// Calls `bind` with each closure that uses one of the variables, and with whether a later closure uses them, too. Returns
/// whether there is such a closure.
fn bind_each(
    closures: &mut [&mut Closure],
    variables: &[Variable],
    mut bind: impl FnMut(&mut Closure, bool),
) -> bool {
    let names: Vec<String> = variables
        .iter()
        .map(|variable| variable.name.to_string())
        .collect();
    let mut users: Vec<&mut Closure> = closures
        .iter_mut()
        .map(|closure| &mut **closure)
        .filter(|closure| names.iter().any(|name| closure.mentions(name)))
        .collect();
    let last = users.len().checked_sub(1);
    for (position, closure) in users.iter_mut().enumerate() {
        bind(closure, Some(position) != last);
    }
    last.is_some()
}
