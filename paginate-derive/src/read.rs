//! Closures that read the members of a response and set those of a request. `__paginate` is what the expansion
//! calls the hidden module of paginate-core that it imports.
//!
//! The only std methods that these closures call with a dot take `self` by value: a blanket trait in the user's scope
//! takes precedence over an inherent method with `&self`.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Ident;

use crate::path::{Choice, Members, Path, Step};
use crate::returns::Declared;

// `a || b[-1].c`
//
// |page| Token::read(first.read().or_else(|| second.read()))
//
// Of several, a tuple, unless all of them are absent.
pub(crate) fn output_token(choices: &[Choice], span: Span) -> TokenStream {
    let mut choices = choices.iter().map(|Choice(paths)| {
        let mut paths = paths.iter().map(|path| unless_empty(path, span));
        let first = paths.next();
        quote_spanned!(span=> __paginate::Token::read(#first #(.or_else(|| #paths))*))
    });
    let tokens = match variables("token", choices.len(), span).as_slice() {
        [_] => choices.next().unwrap_or_default(),
        tokens => quote_spanned! {span=>
            {
                let (#(#tokens),*) = (#(#choices),*);
                (#(::core::option::Option::is_some(&#tokens))||*).then_some((#(#tokens),*))
            }
        },
    };
    quote_spanned!(span=> |page| #tokens)
}

// `marker`
//
// |request, token| request.set_marker(token)
//
// Of several, each is set, to `None` if it is absent.
pub(crate) fn input_token(setters: &[Ident], span: Span) -> TokenStream {
    match variables("token", setters.len(), span).as_slice() {
        [token] => quote_spanned!(span=> |request, #token| request #(.#setters(#token))*),
        tokens => quote_spanned!(span=> |request, (#(#tokens),*)| request #(.#setters(#tokens))*),
    }
}

// `is_truncated`
//
// |page| MoreResults::read(is_truncated)
pub(crate) fn more_results(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> |page| __paginate::MoreResults::read(#member))
}

// `data`
//
// |page| data.read().is_some()
pub(crate) fn has_listing(member: &Ident) -> TokenStream {
    let span = within_expansion(member.span());
    let member = quote_spanned!(span=> __paginate::Member(&page.#member).__paginate_get());
    quote_spanned!(span=> |page| ::core::option::Option::is_some(&#member))
}

// `errors`
//
// |page| PageError::read(errors.read())
pub(crate) fn error(path: &Path, span: Span) -> TokenStream {
    let present = unless_empty(path, span);
    quote_spanned!(span=> |page| __paginate::PageError::read(#present))
}

// `a.b`
//
// |page| ListedAs::<Item, _>::check(List::of(b).read())
//
// Of several, one after the other, each element converted to the type that they have in common.
pub(crate) fn items(collections: &[Members], item: Option<&Declared>, span: Span) -> TokenStream {
    let page = Ident::new("page", span);
    let (listed_as, place) = required("IntoItem", item);
    if let [Members(only)] = collections {
        let only = by_value(&page, only, span);
        let items =
            quote_spanned!(span=> __paginate::Collection::read(#only).__paginate_into_iter());
        let checked = quote_spanned!(place=> #listed_as::check(#items));
        return quote_spanned!(span=> |#page| #checked);
    }
    let collected = variables("collection", collections.len(), span);
    let paths: Vec<_> = collected
        .iter()
        .zip(collections.iter().map(|Members(path)| &path[..]))
        .collect();
    let moves = move_out(&page, &paths, span);
    let items = variables("items", collections.len(), span);
    let convert = quote_spanned!(place=> |value| #listed_as::into_item(value));
    let converted = items
        .iter()
        .map(|items| quote_spanned!(span=> ::core::iter::Iterator::map(#items, #convert)));
    let chained = converted
        .reduce(|first, then| quote_spanned!(span=> ::core::iter::Iterator::chain(#first, #then)));
    quote_spanned! {span=>
        |#page| {
            let (#(#items),*) = {
                #moves
                (#(__paginate::Collection::read(#collected).__paginate_into_iter()),*)
            };
            #chained
        }
    }
}

/// An `Option` of a reference to the member at the end of the path: `None` as well if it is an empty text or an
/// empty collection.
fn unless_empty(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> (&&&__paginate::NonEmpty(#member)).__paginate_get())
}

/// An `Option` of a reference to the member at the end of the path.
fn by_reference(path: &Path, span: Span) -> TokenStream {
    let Path { first, rest } = path;
    let steps = rest.iter().map(|step| match step {
        Step::Member(name) => {
            quote_spanned!(span=> .and_then(|member| __paginate::Member(&member.#name).__paginate_get()))
        }
        Step::Last => quote_spanned!(span=> .and_then(|list| (&&&__paginate::LastElement(list)).__paginate_last())),
    });
    quote_spanned!(span=> __paginate::Member(&page.#first).__paginate_get() #(#steps)*)
}

/// An `Option` of the member at the end of the path, moved out of `base`.
fn by_value(base: &Ident, path: &[Ident], span: Span) -> TokenStream {
    let first = path.first();
    let rest = path.iter().skip(1);
    let rest = rest.map(
        |name| quote_spanned!(span=> .and_then(|member| __paginate::Member(member.#name).__paginate_get())),
    );
    quote_spanned!(span=> __paginate::Member(#base.#first).__paginate_get() #(#rest)*)
}

/// Moves members out of `base`, each into an `Option` of the given name. Those that lie in one member
/// are moved out of it together: it can itself be moved only once.
fn move_out(base: &Ident, paths: &[(&Ident, &[Ident])], span: Span) -> TokenStream {
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
                let value = by_value(base, path, span);
                quote_spanned!(span=> let #name = #value;)
            }
            group => {
                let member = Ident::new("member", span);
                let variables: Vec<&Ident> = group.iter().map(|(name, _)| *name).collect();
                let inner: Vec<_> = group
                    .iter()
                    .map(|(name, path)| (*name, &path[1..]))
                    .collect();
                let moves = move_out(&member, &inner, span);
                let absent = variables
                    .iter()
                    .map(|_| quote_spanned!(span=> ::core::option::Option::None));
                quote_spanned! {span=>
                    let (#(#variables),*) = match __paginate::Member(#base.#first).__paginate_get() {
                        ::core::option::Option::Some(#member) => {
                            #moves
                            (#(#variables),*)
                        }
                        ::core::option::Option::None => (#(#absent),*),
                    };
                }
            }
        });
    moves.collect()
}

/// `Trait::<T, _>`, at the place where `T` is declared.
pub(crate) fn required(name: &str, declared: Option<&Declared>) -> (TokenStream, Span) {
    let place = declared.map_or_else(Span::call_site, Declared::place);
    let span = within_expansion(place);
    let name = Ident::new(name, span);
    let path = quote_spanned!(span=> __paginate::#name::<#declared, _>);
    (path, span)
}

/// The place of the user's word, for code that is not the user's: lints pass over it, and its local
/// variables are its own.
pub(crate) fn within_expansion(place: Span) -> Span {
    Span::mixed_site().located_at(place)
}

fn variables(name: &str, count: usize, span: Span) -> Vec<Ident> {
    (0..count)
        .map(|index| format_ident!("{name}_{index}", span = span))
        .collect()
}
