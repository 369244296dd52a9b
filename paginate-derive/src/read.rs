//! Closures that read the members of a response and set those of a request.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{Ident, Path as CratePath};

use crate::path::{Choice, Members, Path, Step};

// `a || b[-1].c`
//
// |page| AsToken::of(first.read().or_else(|| second.read()))
//
// Of several, a tuple, unless all of them are absent.
pub(crate) fn output_token(krate: &CratePath, choices: &[Choice], span: Span) -> TokenStream {
    let krate = &located(krate, span);
    let tokens = choices.iter().map(|Choice(paths)| {
        let mut paths = paths.iter().map(|path| {
            let member = by_reference(krate, path, span);
            quote_spanned!(span=> #member.and_then(|token| (&&&#krate::__private::Token(token)).read()))
        });
        let first = paths.next();
        quote_spanned!(span=> #krate::requires::AsToken::of(#first #(.or_else(|| #paths))*))
    });
    let tokens: TokenStream = match variables("token", choices.len(), span).as_slice() {
        [_] => tokens.collect(),
        names => quote_spanned! {span=>
            let (#(#names),*) = (#(#tokens),*);
            (#(#names.is_some())||*).then_some((#(#names),*))
        },
    };
    quote_spanned! {span=>
        |page| {
            use #krate::__private::*;
            #tokens
        }
    }
}

// `marker`
//
// |request, token| request.set_marker(Some(token))
//
// Of several, each is set, to `None` if it is absent.
pub(crate) fn input_token(setters: &[Ident], span: Span) -> TokenStream {
    match variables("token", setters.len(), span).as_slice() {
        // The variable is for rustc: of a token that does not fit it speaks of the setter then, not of `Some`.
        [_] => quote_spanned! {span=>
            |request, token| {
                let token = ::core::option::Option::Some(token);
                request #(.#setters(token))*
            }
        },
        tokens => quote_spanned!(span=> |request, (#(#tokens),*)| request #(.#setters(#tokens))*),
    }
}

// `is_truncated`
//
// |page| Flag::of(is_truncated)
pub(crate) fn more_results(krate: &CratePath, path: &Path, span: Span) -> TokenStream {
    let krate = &located(krate, span);
    let member = by_reference(krate, path, span);
    quote_spanned! {span=>
        |page| {
            use #krate::__private::*;
            #krate::requires::Flag::of(#member)
        }
    }
}

// `a.b`
//
// |page| List::of(b).read()
//
// Of several, one after the other, each element converted to the type that they have in common.
pub(crate) fn items(
    krate: &CratePath,
    collections: &[Members],
    conversion: &TokenStream,
    span: Span,
) -> TokenStream {
    let krate = &located(krate, span);
    let page = Ident::new("page", span);
    let body = match collections {
        [Members(only)] => {
            let only = by_value(krate, &page, only, span);
            quote_spanned!(span=> #krate::requires::List::of(#only).read())
        }
        collections => {
            let names = variables("collection", collections.len(), span);
            let paths: Vec<_> = names
                .iter()
                .zip(collections.iter().map(|Members(path)| &path[..]))
                .collect();
            let moves = move_out(krate, &page, &paths, span);
            let items = names.iter().map(|name| {
                quote_spanned! {span=>
                    ::core::iter::Iterator::map(#krate::requires::List::of(#name).read(), #conversion)
                }
            });
            let chained = items.reduce(
                |first, then| quote_spanned!(span=> ::core::iter::Iterator::chain(#first, #then)),
            );
            quote_spanned!(span=> #moves #chained)
        }
    };
    quote_spanned! {span=>
        |#page| {
            use #krate::__private::*;
            #body
        }
    }
}

/// An `Option` of a reference to the member at the end of the path.
fn by_reference(krate: &CratePath, path: &Path, span: Span) -> TokenStream {
    let Path { first, rest } = path;
    let steps = rest.iter().map(|step| match step {
        Step::Member(name) => {
            quote_spanned!(span=> .and_then(|member| #krate::__private::Member(&member.#name).read()))
        }
        Step::Last => quote_spanned!(span=> .and_then(|list| list.last())),
    });
    quote_spanned!(span=> #krate::__private::Member(&page.#first).read() #(#steps)*)
}

/// An `Option` of the member at the end of the path, moved out of `base`.
fn by_value(krate: &CratePath, base: &Ident, path: &[Ident], span: Span) -> TokenStream {
    let first = path.first();
    let rest = path.iter().skip(1);
    let rest = rest.map(|name| {
        quote_spanned!(span=> .and_then(|member| #krate::__private::Member(member.#name).read()))
    });
    quote_spanned!(span=> #krate::__private::Member(#base.#first).read() #(#rest)*)
}

/// Moves members out of `base`, each into an `Option` of the given name. Those that lie in one member
/// are moved out of it together: it can itself be moved only once.
fn move_out(
    krate: &CratePath,
    base: &Ident,
    paths: &[(&Ident, &[Ident])],
    span: Span,
) -> TokenStream {
    let mut groups: Vec<(&Ident, Vec<(&Ident, &[Ident])>)> = Vec::new();
    for (name, path) in paths {
        if let [first, ..] = path {
            match groups.iter_mut().find(|(member, _)| *member == first) {
                Some((_, group)) => group.push((name, path)),
                None => groups.push((first, vec![(name, path)])),
            }
        }
    }
    let moves = groups
        .into_iter()
        .map(|(first, group)| match group.as_slice() {
            [(name, path)] => {
                let value = by_value(krate, base, path, span);
                quote_spanned!(span=> let #name = #value;)
            }
            group => {
                let member = Ident::new("member", span);
                let names: Vec<&Ident> = group.iter().map(|(name, _)| *name).collect();
                let inner: Vec<_> = group
                    .iter()
                    .map(|(name, path)| (*name, &path[1..]))
                    .collect();
                let moves = move_out(krate, &member, &inner, span);
                let absent = names
                    .iter()
                    .map(|_| quote_spanned!(span=> ::core::option::Option::None));
                quote_spanned! {span=>
                    let (#(#names),*) = match #krate::__private::Member(#base.#first).read() {
                        ::core::option::Option::Some(#member) => {
                            #moves
                            (#(#names),*)
                        }
                        ::core::option::Option::None => (#(#absent),*),
                    };
                }
            }
        });
    moves.collect()
}

/// A path that begins at the given place. Its name stays where it was, so that a crate which is not there is
/// told once.
pub(crate) fn located(path: &CratePath, place: Span) -> CratePath {
    let mut path = path.clone();
    if let Some(colon) = &mut path.leading_colon {
        colon.spans = [place; 2];
    }
    path
}

fn variables(name: &str, count: usize, span: Span) -> Vec<Ident> {
    (0..count)
        .map(|index| format_ident!("{name}_{index}", span = span))
        .collect()
}
