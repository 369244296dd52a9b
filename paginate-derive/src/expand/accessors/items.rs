use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::Ident;

use super::{conversion_trait, variables};
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::member::Member;
use crate::parse::function::return_type::DeclaredType;
use crate::span::mixed_site_at;

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
        let page = variable(&page, path.collection.first());
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
    let first_members = paths.iter().filter_map(|path| path.collection.first());
    let page = variable(&page, first_members);
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
// ListElements(Collection::read(edges).into_iter()).present().filter_map(|element| node.get())
fn elements(path: &ItemsPath, collection: impl ToTokens, span: Span) -> TokenStream {
    let mut items = collection_items(collection, span);
    if path.is_flattened {
        items = present(&items, span);
    }
    let element = Ident::new("element", span);
    for projection in &path.projections {
        let value = by_value(&element, &projection.members, span);
        let element = variable(&element, projection.members.first());
        items = if projection.is_flattened {
            let inner = present(&collection_items(value, span), span);
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

/// Returns the items without those that are `None`.
fn present(items: &TokenStream, span: Span) -> TokenStream {
    quote_spanned!(span=> __paginate::ListElements(#items).__paginate_present())
}

/// Returns an `Option` of the member at the end of the path, moved out of `base`. Without members it is `base`.
fn by_value(base: &Ident, path: &[Member], span: Span) -> TokenStream {
    let Some((first, rest)) = path.split_first() else {
        return quote_spanned!(span=> ::core::option::Option::Some(#base));
    };
    let first = taken(base, first, span);
    let rest = rest.iter().map(|next| {
        let member = Ident::new("member", span);
        let variable = variable(&member, [next]);
        let next = taken(&member, next, span);
        quote_spanned!(span=> .and_then(|#variable| __paginate::Member(#next).__paginate_get()))
    });
    quote_spanned!(span=> __paginate::Member(#first).__paginate_get() #(#rest)*)
}

/// Returns a member that is moved out of `base`. What a getter returns must not be a reference.
fn taken(base: &Ident, member: &Member, span: Span) -> TokenStream {
    if member.is_getter() {
        quote_spanned!(span=> __paginate::Taken(#base.#member).__paginate_take())
    } else {
        quote_spanned!(span=> #base.#member)
    }
}

/// Returns the pattern of a variable out of which members are moved: `mut name` if one of them is a getter, which may take
/// `&mut self`.
fn variable<'a>(name: &Ident, members: impl IntoIterator<Item = &'a Member>) -> TokenStream {
    let is_mutable = members.into_iter().any(Member::is_getter);
    let span = name.span();
    let mutability = is_mutable.then(|| quote_spanned!(span=> mut));
    quote_spanned!(span=> #mutability #name)
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
                let member = variable(&member, inner.iter().filter_map(|(_, path)| path.first()));
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

// `groups[].members[]`
//
// |page| groups.get().map_or(0, |list| sum(iter(list).map(|element| members.get().map_or(0, |list| count(iter(list))))))
//
// The items are counted as they were received: a projection that is absent counts as well.
pub(crate) fn item_count(paths: &[ItemsPath], span: Span) -> TokenStream {
    let counts = paths.iter().map(|path| {
        let levels: Vec<&[Member]> = path.collections().collect();
        count(
            &Ident::new("page", span),
            &levels,
            mixed_site_at(path.span()),
        )
    });
    quote_spanned!(span=> |page| #(#counts)+*)
}

/// Returns the number of items in a collection that is nested in other collections, one for each level.
fn count(base: &Ident, levels: &[&[Member]], span: Span) -> TokenStream {
    let Some((collection, inner)) = levels.split_first() else {
        return quote_spanned!(span=> 1);
    };
    let collection = member_by_reference(base, collection, span);
    let elements = quote_spanned!(span=> (&&&__paginate::Elements(list)).__paginate_elements());
    let count = if inner.is_empty() {
        quote_spanned!(span=> ::core::iter::Iterator::count(#elements))
    } else {
        let element = Ident::new("element", span);
        let inner = count(&element, inner, span);
        let counts = quote_spanned! {span=>
            ::core::iter::Iterator::map(#elements, |#element| {
                __paginate::Member(#element).__paginate_get().map_or(0, |#element| #inner)
            })
        };
        quote_spanned!(span=> ::core::iter::Iterator::sum::<usize>(#counts))
    };
    quote_spanned!(span=> #collection.map_or(0, |list| #count))
}

/// Returns an `Option` of a reference to the member at the end of the path. Without members it is `base`.
fn member_by_reference(base: &Ident, path: &[Member], span: Span) -> TokenStream {
    let Some((first, rest)) = path.split_first() else {
        return quote_spanned!(span=> ::core::option::Option::Some(#base));
    };
    let rest = rest.iter().map(
        |member| quote_spanned!(span=> .and_then(|member| __paginate::Member(&member.#member).__paginate_get())),
    );
    quote_spanned!(span=> __paginate::Member(&#base.#first).__paginate_get() #(#rest)*)
}
