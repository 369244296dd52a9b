//! What is known of an operation that takes and returns a token.

use anyhow::Result;
use serde::Serialize;

use crate::items::{self, Collection};
use crate::place::{self, Place};
use crate::sdk::{Request, Sdk};
use crate::tokens::{self, Pair, Pairs};

/// An operation that can be paginated.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) request: Request,
    pub(crate) own: OwnPaginator,
    pub(crate) tokens: Vec<Pair>,
    pub(crate) more_results: Option<String>,
    /// What is listed; nothing if the response holds no collection.
    pub(crate) items: Vec<Collection>,
    /// Why it is a guess; nothing if it is none.
    pub(crate) doubts: Vec<String>,
}

/// The paginator that the SDK has for an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum OwnPaginator {
    /// It lists items.
    Items,
    /// It lists pages.
    Pages,
    Missing,
}

impl Sdk {
    /// Every operation that can be paginated.
    pub(crate) fn listings(&self) -> Result<Vec<Listing>> {
        let mut listings = Vec::new();
        for module in self.modules()? {
            if self.may_take_token(&module)? {
                listings.extend(self.listing(self.request(&module)?)?.ok());
            }
        }
        Ok(listings)
    }

    /// The operation as a listing, or the request again if it is none.
    pub(crate) fn listing(&self, request: Request) -> Result<Result<Listing, Request>> {
        let places = place::all(self, &request)?;
        let Some((place, tokens)) = find_tokens(self, &request, &places)? else {
            return Ok(Err(request));
        };
        let items = items::find(&request, &tokens.pairs, place, &places);
        Ok(Ok(Listing {
            own: match &request.own {
                Some(own) if own.items.is_some() => OwnPaginator::Items,
                _ if request.has_paginator => OwnPaginator::Pages,
                _ => OwnPaginator::Missing,
            },
            more_results: tokens::flag(&place.structure).map(|flag| place.path(flag)),
            items: items.collections,
            doubts: [tokens.doubts, items.doubts].concat(),
            tokens: tokens.pairs,
            request,
        }))
    }
}

impl Listing {
    /// A token that comes again is how this operation says that it has come to the end.
    pub(crate) fn ends_by_repeating(&self) -> bool {
        self.tokens
            .iter()
            .any(|pair| pair.output == "next_forward_token")
    }
}

/// How many operations there are of which kind.
#[derive(Debug, Serialize)]
pub(crate) struct Counts {
    pub(crate) operations: usize,
    pub(crate) listings: usize,
    pub(crate) with_items: usize,
    pub(crate) pages_only: usize,
    pub(crate) without_paginator: usize,
    pub(crate) guesses: usize,
}

impl Counts {
    pub(crate) fn of(operations: usize, listings: &[Listing]) -> Self {
        let count = |own| listings.iter().filter(|listing| listing.own == own).count();
        Counts {
            operations,
            listings: listings.len(),
            with_items: count(OwnPaginator::Items),
            pages_only: count(OwnPaginator::Pages),
            without_paginator: count(OwnPaginator::Missing),
            guesses: listings.iter().filter(|it| !it.doubts.is_empty()).count(),
        }
    }
}

impl OwnPaginator {
    pub(crate) fn word(self) -> &'static str {
        match self {
            OwnPaginator::Items => "items",
            OwnPaginator::Pages => "pages",
            OwnPaginator::Missing => "none",
        }
    }
}

/// The tokens, and the place in the response where they are: the SDK's own paginator knows, and where
/// there is none, names do.
fn find_tokens<'a>(
    sdk: &Sdk,
    request: &Request,
    places: &'a [Place],
) -> Result<Option<(&'a Place, Pairs)>> {
    if let Some(own) = &request.own {
        let place = places.iter().rfind(|place| place.is_on(&own.output_token));
        let pairs = Pairs::sure(&own.input_token, &own.output_token);
        return Ok(place.map(|place| (place, pairs)));
    }
    let mut all = Vec::new();
    for place in places {
        let mut found = tokens::pair(&request.input, &place.structure);
        if found.pairs.is_empty() {
            found = place::last_element(sdk, &request.input, &place.structure)?;
        }
        if !found.pairs.is_empty() {
            place::add_last_elements(sdk, &place.structure, &mut found)?;
            place.move_to(&mut found);
            all.push((place, found));
        }
    }
    // A token of the response itself goes before those that it holds.
    let is_nested = all.first().is_some_and(|(place, _)| place.holder.is_some());
    if let (true, [(_, first), (second, _), ..]) = (is_nested, all.as_mut_slice()) {
        let holder = second.holder.as_ref().map_or("", |holder| &holder.name);
        first
            .doubts
            .push(format!("there is another token in `{holder}`"));
    }
    Ok(all.into_iter().next())
}
