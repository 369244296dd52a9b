//! The model: reads the pages one after the other, and decides after each from all pages before it.

use paginate_core::{Error, RepeatedTokenPolicy};

use super::{Carried, Kind, OffsetStep, Refused, Spec};

/// The pages of a listing, from its first page or from a checkpoint.
pub(crate) struct Walk {
    /// The number and the items of each page.
    pub(crate) pages: Vec<(u32, Vec<u32>)>,
    pub(crate) stop: Stop,
    /// How many requests failed because the page was too large.
    pub(crate) too_large: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stop {
    End,
    MissingToken,
    RepeatedToken,
}

impl Walk {
    /// Reads the pages from this number on.
    pub(crate) fn from(spec: &Spec, mut number: u32) -> Self {
        // The sizes of the pages before, which a checkpoint carries.
        let mut sizes: Vec<u64> = match spec.kind {
            Kind::Offset(..) => Vec::new(),
            _ => (spec.first..number)
                .map(|number| spec.items_of(number, None).len() as u64)
                .collect(),
        };
        let mut pages = Vec::new();
        let mut carried = Vec::new();
        let mut size = spec.first_size();
        let mut too_large = 0;
        loop {
            while let Some(larger) = size.filter(|size| spec.is_too_large(number, *size)) {
                size = Some(larger.div_ceil(2));
                too_large += 1;
            }
            pages.push((number, spec.items_of(number, size)));
            carried.push(spec.carried(number));
            sizes.push(pages[pages.len() - 1].1.len() as u64);
            let stop = match spec.kind {
                Kind::Offset(step, policy) => after_offset(&pages, &carried, step, policy),
                kind => after_number(&sizes, &carried, kind),
            };
            match stop {
                Some(stop) => {
                    return Walk {
                        pages,
                        stop,
                        too_large,
                    };
                }
                None => {
                    number += match spec.kind {
                        Kind::Offset(..) => u32::try_from(pages[pages.len() - 1].1.len()).unwrap(),
                        _ => 1,
                    };
                }
            }
            assert!(pages.len() < 1_000, "the model does not end");
        }
    }

    /// Returns the error after the last page, whose number is `page`.
    pub(crate) fn error(&self, page: u64) -> Option<Error<Refused>> {
        match self.stop {
            Stop::End => None,
            Stop::MissingToken => Some(Error::MissingToken { page }),
            Stop::RepeatedToken => Some(Error::RepeatedToken { page }),
        }
    }
}

/// Returns the last total that a page carried.
fn last(carried: &[Carried], total: impl Fn(&Carried) -> Option<u64>) -> Option<u64> {
    carried.iter().rev().find_map(total)
}

fn end_if(is_last: bool) -> Option<Stop> {
    is_last.then_some(Stop::End)
}

/// `sizes` are those of all pages from the first one, `carried` begins at the checkpoint.
fn after_number(sizes: &[u64], carried: &[Carried], kind: Kind) -> Option<Stop> {
    let pages_so_far = sizes.len() as u64;
    let is_empty = sizes[sizes.len() - 1] == 0;
    let total_pages = last(carried, |page| page.total_pages);
    let total_items = last(carried, |page| page.total_items);
    let size = sizes.iter().copied().max().unwrap_or(0).max(1);
    let received: u64 = sizes.iter().sum();
    let by_items = |total| received >= total || (is_empty && pages_so_far * size >= total);
    match kind {
        Kind::MoreResults => end_if(!carried[carried.len() - 1].more),
        Kind::TotalPages => match total_pages {
            Some(total) => end_if(pages_so_far >= total),
            None => Some(Stop::MissingToken),
        },
        Kind::AllTotals => match (total_pages, total_items) {
            (Some(total), _) => end_if(pages_so_far >= total),
            (None, Some(total)) => end_if(by_items(total)),
            (None, None) => end_if(is_empty),
        },
        Kind::TotalItems => match total_items {
            Some(total) => end_if(by_items(total)),
            None => end_if(is_empty),
        },
        Kind::ItemCount => end_if(is_empty),
        Kind::Offset(..) => unreachable!("offsets are not numbers"),
    }
}

fn after_offset(
    pages: &[(u32, Vec<u32>)],
    carried: &[Carried],
    step: Option<OffsetStep>,
    policy: RepeatedTokenPolicy,
) -> Option<Stop> {
    let (offset, items) = &pages[pages.len() - 1];
    let next = u64::from(*offset) + items.len() as u64;
    let is_last = match step {
        Some(OffsetStep::MoreResults) => !carried[carried.len() - 1].more,
        Some(OffsetStep::TotalItems) => match last(carried, |page| page.total_items) {
            Some(total) => next >= total,
            None => items.is_empty(),
        },
        None => items.is_empty(),
    };
    if is_last || !items.is_empty() {
        return end_if(is_last);
    }
    Some(match policy {
        RepeatedTokenPolicy::End => Stop::End,
        _ => Stop::RepeatedToken,
    })
}
