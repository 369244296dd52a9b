//! The closures of an operation, made of paths: they read members of a page and set members of a request.
//!
//! `__paginate` is the name of the hidden module of paginate-core in the expansion.
//!
//! The closures call methods of std with a dot only if they take `self` by value: a blanket trait in the scope of the user
//! takes precedence over an inherent method with `&self`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::Ident;

use crate::items_path::ItemsPath;
use crate::member::Member;
use crate::path::{Alternatives, Path, Segment};
use crate::return_type::DeclaredType;

// `a || b[-1].c`
//
// |page| Token::read(a.get().or_else(|| b.last().and_then(|member| member.c.get())))
//
// Several tokens are a tuple, or `None` if all of them are absent.
pub(crate) fn output_token(tokens: &[Alternatives], span: Span) -> TokenStream {
    let mut values = tokens.iter().map(|Alternatives(paths)| {
        let mut paths = paths.iter().map(|path| non_empty(path, span));
        let first = paths.next();
        quote_spanned!(span=> __paginate::Token::read(#first #(.or_else(|| #paths))*))
    });
    let tokens = match variables("token", values.len(), span).as_slice() {
        [_] => values.next().unwrap_or_default(),
        tokens => quote_spanned! {span=>
            {
                let (#(#tokens),*) = (#(#values),*);
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
// Of several tokens all are set, the absent ones to `None`.
pub(crate) fn input_token(setters: &[Ident], span: Span) -> TokenStream {
    match variables("token", setters.len(), span).as_slice() {
        [token] => quote_spanned!(span=> |request, #token| request #(.#setters(#token))*),
        tokens => quote_spanned!(span=> |request, (#(#tokens),*)| request #(.#setters(#tokens))*),
    }
}

// `is_truncated`
//
// |page| MoreResults::read(is_truncated.get())
pub(crate) fn more_results(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> |page| __paginate::MoreResults::read(#member))
}

// `data`
//
// |page| data.get().is_some()
pub(crate) fn has_listing(member: &Member, span: Span) -> TokenStream {
    let member = quote_spanned!(span=> __paginate::Member(&page.#member).__paginate_get());
    quote_spanned!(span=> |page| ::core::option::Option::is_some(&#member))
}

// `errors`
//
// |page| PageError::read(errors.get())
pub(crate) fn error(path: &Path, span: Span) -> TokenStream {
    let member = non_empty(path, span);
    quote_spanned!(span=> |page| __paginate::PageError::read(#member))
}

// `a.b`
//
// |page| IntoItem::<Item, _>::check(Collection::read(b.get()).into_iter())
//
// Several collections are chained, and their items converted to the declared type.
pub(crate) fn items(paths: &[ItemsPath], item: Option<&DeclaredType>, span: Span) -> TokenStream {
    let page = Ident::new("page", span);
    let (into_item, item_span) = conversion_trait("IntoItem", item);
    if let [path] = paths {
        let collection = by_value(&page, &path.collection, span);
        let items = elements(path, &collection, span);
        let checked = quote_spanned!(item_span=> #into_item::check(#items));
        return quote_spanned!(span=> |#page| #checked);
    }
    let collections: Vec<Ident> = paths
        .iter()
        .enumerate()
        .map(|(index, path)| {
            let span = mixed_site_at(path.span());
            format_ident!("collection_{index}", span = span)
        })
        .collect();
    let members: Vec<_> = collections
        .iter()
        .zip(paths.iter().map(|path| path.collection.as_slice()))
        .collect();
    let moves = move_out(&page, &members, span);
    // With the span of its path, so that rustc reports a type that does not fit there.
    let iterators = paths
        .iter()
        .zip(&collections)
        .map(|(path, collection)| elements(path, collection, collection.span()));
    let items = variables("items", paths.len(), span);
    let convert = quote_spanned!(item_span=> |value| #into_item::into_item(value));
    let converted = items
        .iter()
        .map(|items| quote_spanned!(span=> ::core::iter::Iterator::map(#items, #convert)));
    let chained = converted
        .reduce(|first, then| quote_spanned!(span=> ::core::iter::Iterator::chain(#first, #then)));
    quote_spanned! {span=>
        |#page| {
            let (#(#items),*) = {
                #moves
                (#(#iterators),*)
            };
            #chained
        }
    }
}

// `edges[].node`
//
// Collection::read(edges).into_iter().filter_map(|element| node.get())
fn elements(path: &ItemsPath, collection: impl ToTokens, span: Span) -> TokenStream {
    let mut items = collection_items(collection, span);
    let element = Ident::new("element", span);
    for projection in &path.projections {
        let value = by_value(&element, &projection.members, span);
        items = if projection.is_flattened {
            let inner = collection_items(value, span);
            quote_spanned!(span=> ::core::iter::Iterator::flat_map(#items, |#element| #inner))
        } else {
            quote_spanned!(span=> ::core::iter::Iterator::filter_map(#items, |#element| #value))
        };
    }
    items
}

/// Returns the items of an `Option` of a collection.
fn collection_items(collection: impl ToTokens, span: Span) -> TokenStream {
    quote_spanned!(span=> __paginate::Collection::read(#collection).__paginate_into_iter())
}

/// Returns an `Option` of a reference to the member at the end of the path, which is `None` if the member is an empty
/// string or an empty collection.
fn non_empty(path: &Path, span: Span) -> TokenStream {
    let member = by_reference(path, span);
    quote_spanned!(span=> (&&&__paginate::NonEmpty(#member)).__paginate_get())
}

/// Returns an `Option` of a reference to the member at the end of the path.
fn by_reference(Path(segments): &Path, span: Span) -> TokenStream {
    let (first, rest) = match segments.split_first() {
        Some((Segment::Member(first), rest)) => (
            quote_spanned!(span=> __paginate::Member(&page.#first).__paginate_get()),
            rest,
        ),
        _ => (
            quote_spanned!(span=> ::core::option::Option::Some(page)),
            segments.as_slice(),
        ),
    };
    let rest = rest.iter().map(|segment| match segment {
        Segment::Member(member) => {
            quote_spanned!(span=> .and_then(|member| __paginate::Member(&member.#member).__paginate_get()))
        }
        Segment::LastElement => quote_spanned!(span=> .and_then(|list| (&&&__paginate::LastElement(list)).__paginate_last())),
    });
    quote_spanned!(span=> #first #(#rest)*)
}

/// Returns an `Option` of the member at the end of the path, moved out of `base`. Without members it is `base`.
fn by_value(base: &Ident, path: &[Member], span: Span) -> TokenStream {
    let Some((first, rest)) = path.split_first() else {
        return quote_spanned!(span=> ::core::option::Option::Some(#base));
    };
    let rest = rest.iter().map(
        |member| quote_spanned!(span=> .and_then(|member| __paginate::Member(member.#member).__paginate_get())),
    );
    quote_spanned!(span=> __paginate::Member(#base.#first).__paginate_get() #(#rest)*)
}

/// Moves members out of `base`, each into a variable with an `Option`. Members of the same member are moved together,
/// because that can be moved only once.
fn move_out(base: &Ident, paths: &[(&Ident, &[Member])], span: Span) -> TokenStream {
    let mut groups: Vec<(&Member, Vec<(&Ident, &[Member])>)> = Vec::new();
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

/// Returns `Trait::<T, _>`, and the span of the declaration of `T`.
pub(crate) fn conversion_trait(name: &str, declared: Option<&DeclaredType>) -> (TokenStream, Span) {
    let span = mixed_site_at(declared.map_or_else(Span::call_site, DeclaredType::span));
    let name = Ident::new(name, span);
    let path = quote_spanned!(span=> __paginate::#name::<#declared, _>);
    (path, span)
}

/// Returns a span for code of the expansion: errors are reported at `span`, but lints do not apply, and local variables are
/// hygienic.
pub(crate) fn mixed_site_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

fn variables(name: &str, count: usize, span: Span) -> Vec<Ident> {
    (0..count)
        .map(|index| format_ident!("{name}_{index}", span = span))
        .collect()
}
