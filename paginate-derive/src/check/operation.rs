//! A paginated operation, as the arguments and the marked parameters describe it.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Ident, LitInt};

use crate::parse::arguments::closure::Closure;
use crate::parse::arguments::items_path::ItemsPath;
use crate::parse::arguments::path::{Alternatives, Path};
use crate::parse::arguments::value::StringOrClosure;
use crate::parse::function::parameters::Parameters;
use crate::span::mixed_site_at;

pub(crate) struct Operation<'a> {
    pub(crate) request: Request<'a>,
    pub(crate) advance: Advance,
    pub(crate) more_results: Option<StringOrClosure<Path>>,
    /// The path of the member that holds the data of a response: all paths lead through it.
    pub(crate) data: Option<(Path, Span)>,
    pub(crate) error: Option<StringOrClosure<Path>>,
    pub(crate) page_size: Option<PageSize>,
    pub(crate) fresh_token: Option<Closure>,
    /// A variant of `RepeatedTokenPolicy`.
    pub(crate) repeated_token: Option<Ident>,
    pub(crate) items: StringOrClosure<Vec<ItemsPath>>,
}

/// How a page is requested.
pub(crate) enum Request<'a> {
    /// The request form: the function builds a request, which this method sends.
    Builder { send: StringOrClosure<Ident> },
    /// The page form: the body of the function fetches a page.
    Body(&'a Parameters),
}

/// How the listing advances to the next page. In the page form there are no setters, because the marked parameters take the
/// tokens and numbers.
pub(crate) enum Advance {
    Tokens {
        output_token: StringOrClosure<Vec<Alternatives>>,
        /// The setters of the request, one for each output token.
        input_token: Option<StringOrClosure<Vec<Ident>>>,
    },
    Numbers(Numbers),
}

/// Page numbers or offsets.
pub(crate) struct Numbers {
    pub(crate) kind: NumberKind,
    /// The span of the argument or of the marker.
    pub(crate) span: Span,
    /// The span of the argument, or of the type of the marked parameter.
    pub(crate) ty_span: Span,
    /// The setter of the request.
    pub(crate) setter: Option<StringOrClosure<Ident>>,
    pub(crate) total_items: Option<StringOrClosure<Path>>,
}

/// A page size, which is halved if a page is too large.
pub(crate) struct PageSize {
    /// `None` in the page form, where a marked parameter takes the size.
    pub(crate) setter: Option<SizeSetter>,
    pub(crate) too_large: Closure,
}

/// How the page size is set on a request.
pub(crate) struct SizeSetter {
    pub(crate) setter: StringOrClosure<Ident>,
    /// The size of the first page. If it is `None`, the getter of the request returns it.
    pub(crate) first: Option<LitInt>,
}

pub(crate) enum NumberKind {
    PageNumber {
        /// The number of the first page, 1 by default.
        first: Option<LitInt>,
        total_pages: Option<StringOrClosure<Path>>,
    },
    Offset,
}

impl Operation<'_> {
    /// Returns the span of the first path that reads a member of a page.
    pub(crate) fn first_path(&self) -> Option<Span> {
        match (&self.advance, &self.items) {
            (
                Advance::Tokens {
                    output_token: StringOrClosure::String(_, span),
                    ..
                },
                _,
            ) => Some(*span),
            (_, StringOrClosure::String(paths, span)) => {
                (!paths.iter().any(ItemsPath::is_page)).then_some(*span)
            }
            _ => None,
        }
    }

    /// Returns the number of the first page, if pages are numbered.
    pub(crate) fn first_page(&self) -> Option<TokenStream> {
        match &self.advance {
            Advance::Numbers(numbers) => numbers.first_page(),
            Advance::Tokens { .. } => None,
        }
    }

    /// Returns the paths of the items if they must be counted: each offset is the number of items before it, and the first
    /// empty page ends a listing of numbered pages.
    pub(crate) fn counted_items(&self) -> Option<&[ItemsPath]> {
        let Advance::Numbers(numbers) = &self.advance else {
            return None;
        };
        let StringOrClosure::String(items, _) = &self.items else {
            return None;
        };
        let is_counted = match numbers.kind {
            NumberKind::Offset => true,
            NumberKind::PageNumber { .. } => {
                self.more_results.is_none() || numbers.total_items.is_some()
            }
        };
        let is_counted = is_counted && items.iter().all(ItemsPath::is_countable);
        is_counted.then_some(items)
    }
}

impl Numbers {
    pub(crate) fn first_page(&self) -> Option<TokenStream> {
        match &self.kind {
            NumberKind::PageNumber { first, .. } => {
                let default = || quote_spanned!(mixed_site_at(self.ty_span)=> 1);
                Some(first.as_ref().map_or_else(default, LitInt::to_token_stream))
            }
            NumberKind::Offset => None,
        }
    }

    pub(crate) fn total_pages(&self) -> Option<&StringOrClosure<Path>> {
        match &self.kind {
            NumberKind::PageNumber { total_pages, .. } => total_pages.as_ref(),
            NumberKind::Offset => None,
        }
    }
}
