use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::imports::{Imports, ident};
use crate::sdk::{Kind, Request};

/// What a request requires, as parameters of a function and as calls that set it.
pub(super) struct Required {
    pub(super) parameters: Vec<TokenStream>,
    pub(super) setters: Vec<TokenStream>,
}

pub(super) fn required(request: &Request, imports: &mut Imports) -> Required {
    let mut required = Required {
        parameters: Vec::new(),
        setters: Vec::new(),
    };
    for name in &request.required {
        let stem = name.trim_start_matches("r#");
        let Some(member) = request.input.member(stem) else {
            continue;
        };
        let (name, setter) = (ident(name), format_ident!("set_{stem}"));
        let ty = imports.ty(&member.ty);
        let (parameter, call) = match &member.kind {
            Kind::Text => (quote!(#name: &str), quote!(.#name(#name))),
            // The plain setter of a collection adds one element.
            Kind::List(_) | Kind::Map(..) => (quote!(#name: #ty), quote!(.#setter(Some(#name)))),
            _ => (quote!(#name: #ty), quote!(.#name(#name))),
        };
        required.parameters.push(parameter);
        required.setters.push(call);
    }
    required
}
