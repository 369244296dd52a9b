use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Ident;
use syn::ext::IdentExt;

use crate::args::Arguments;
use crate::check::{Operation, check_function};
use crate::function::Function;
use crate::mistakes::Mistakes;
use crate::path::Path;
use crate::returns::Returns;

/// The whole attribute, from what is written to what is compiled.
pub(crate) fn paginate(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let arguments = Arguments::parse(arguments, &mut mistakes);
    let operation = Operation::check(&arguments, &mut mistakes);
    let function = mistakes.ok(syn::parse2::<Function>(item.clone()));
    let Some(function) = function else {
        return quote!(#mistakes #item);
    };
    let Some(returns) = check_function(&function, &mut mistakes) else {
        return quote!(#mistakes #item);
    };
    match operation {
        Some(operation) if mistakes.is_empty() => {
            with_body(&function, &returns, &paginator(&operation))
        }
        _ => {
            let function = with_body(&function, &returns, &unfinished(&returns));
            quote!(#mistakes #function)
        }
    }
}

/// The function with a new body: it builds the request as the old one did, and makes `paginator` of it.
fn with_body(function: &Function, returns: &Returns, paginator: &TokenStream) -> TokenStream {
    let Function {
        head,
        asyncness,
        output,
        where_clause,
        body,
        ..
    } = function;
    let span = Span::mixed_site();
    let build = if asyncness.is_some() {
        quote_spanned!(span=> async #body.await)
    } else {
        quote_spanned!(span=> ::paginate_core::__private::build(|| #body))
    };
    let body = match &returns.fallible {
        None => quote_spanned! {span=>
            let request = #build;
            #paginator
        },
        Some(fallible) => quote_spanned! {span=>
            let request: #fallible = #build;
            request.map(|request| #paginator)
        },
    };
    quote!(#head -> #output #where_clause { #body })
}

fn paginator(operation: &Operation) -> TokenStream {
    let token = output_and_input_token(&operation.token);
    let items = items(&operation.items);
    quote_spanned! {Span::mixed_site()=>
        ::paginate_core::operation(request)
            .send(|request| request.send())
            #token
            #items
    }
}

fn output_and_input_token(member: &Ident) -> TokenStream {
    let set_member = format_ident!("set_{}", member.unraw(), span = member.span());
    quote_spanned! {within_expansion(member)=>
        .output_token(|page| {
            use ::paginate_core::__private::{Member, NeverEmpty as _, Plain as _, Token};
            Member(&page.#member).read().and_then(|token| Token(token).read())
        })
        .input_token(|request, token| request.#set_member(::core::option::Option::Some(token)))
    }
}

fn items(path: &Path) -> TokenStream {
    let Path { first, rest } = path;
    quote_spanned! {within_expansion(first)=>
        .items(|page| {
            use ::paginate_core::__private::{Member, Plain as _, items};
            items(Member(page.#first).read()#(.and_then(|member| Member(member.#rest).read()))*)
        })
    }
}

/// The paginator of a function whose attribute is mistaken.
fn unfinished(returns: &Returns) -> TokenStream {
    let [page, item, token, error] = ["Page", "Item", "Token", "Error"].map(|name| {
        returns
            .associated(name)
            .map_or_else(|| quote!(()), ToTokens::to_token_stream)
    });
    quote_spanned! {Span::mixed_site()=>
        ::paginate_core::__private::unfinished::<#page, #item, #token, #error, _>(request)
    }
}

/// The place of the user's word, for code that is not the user's: lints pass over it, and its local
/// variables are its own.
fn within_expansion(word: &Ident) -> Span {
    Span::mixed_site().located_at(word.span())
}
