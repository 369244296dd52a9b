//! Reads the value at the end of a path by reference.
//!
//! What a getter returns lives only as long as the closure that calls it. So the rest of the path, and what is made of the value at
//! its end, are written into that closure.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;

use crate::parse::arguments::path::{Path, Segment};

// `a.b().c`
//
// a.get()
//     .and_then(|member| member.b().get())
//     .and_then(|value| { let member = borrow(&value); read(member.c.get()) })
//
/// Returns what `read` makes of an `Option` of a reference to the value. If the path has a getter, `read` must return an `Option`.
///
/// `last` is the type in paginate-core that reads the last member.
pub(super) fn read(
    Path(segments): &Path,
    last: &str,
    span: Span,
    read: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let last = Ident::new(last, span);
    read_from(&Ident::new("page", span), segments, &last, &read)
}

fn read_from(
    base: &Ident,
    segments: &[Segment],
    last: &Ident,
    read: &impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let span = last.span();
    let Some(position) = segments.iter().position(Segment::is_getter) else {
        return read(without_getters(base, segments, last));
    };
    let (before, rest) = segments.split_at(position);
    let [Segment::Member(getter), rest @ ..] = rest else {
        return TokenStream::new();
    };
    let member = Ident::new("member", span);
    let owner = if before.is_empty() { base } else { &member };
    let value = if rest.is_empty() && last != "Member" {
        // `last` distinguishes an `Option` from other values.
        read(quote_spanned! {span=>
            __paginate::#last(__paginate::Referent(&#owner.#getter).__paginate_borrow()).__paginate_get()
        })
    } else {
        let rest = read_from(&member, rest, last, read);
        quote_spanned! {span=>
            __paginate::Member(#owner.#getter).__paginate_get().and_then(|value| {
                let #member = __paginate::Referent(&value).__paginate_borrow();
                #rest
            })
        }
    };
    if before.is_empty() {
        return value;
    }
    let before = without_getters(base, before, &Ident::new("Member", span));
    quote_spanned!(span=> #before.and_then(|#member| #value))
}

/// Returns an `Option` of a reference to the member at the end of the segments, which contain no getter.
fn without_getters(base: &Ident, segments: &[Segment], last: &Ident) -> TokenStream {
    let span = last.span();
    let plain = Ident::new("Member", span);
    let reader = |position: usize| {
        let is_last = position + 1 == segments.len();
        if is_last { last } else { &plain }
    };
    let (first, rest) = match segments.split_first() {
        Some((Segment::Member(first), rest)) => {
            let reader = reader(0);
            (
                quote_spanned!(span=> __paginate::#reader(&#base.#first).__paginate_get()),
                rest,
            )
        }
        _ => (
            quote_spanned!(span=> ::core::option::Option::Some(#base)),
            segments,
        ),
    };
    let start = segments.len() - rest.len();
    let rest = rest.iter().zip(start..).map(|(segment, position)| {
        let reader = reader(position);
        match segment {
            Segment::Member(member) => {
                quote_spanned!(span=> .and_then(|member| __paginate::#reader(&member.#member).__paginate_get()))
            }
            Segment::LastElement => quote_spanned! {span=>
                .and_then(|list| (&&&__paginate::LastElement(list)).__paginate_last())
                .and_then(|element| __paginate::#reader(element).__paginate_get())
            },
        }
    });
    quote_spanned!(span=> #first #(#rest)*)
}
