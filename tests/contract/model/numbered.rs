//! Services of numbered pages and of pages at offsets, and the listings of their pages.

pub(crate) mod reader;
mod walk;

use std::rc::Rc;

use paginate_core::{Paginator, RepeatedTokenPolicy};
use paginate_tests::numbered::{Page, Service, Throttled};

use crate::action::Format;

/// How the listing advances, and the steps that may end it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    MoreResults,
    TotalPages,
    AllTotals,
    TotalItems,
    ItemCount,
    Offset(Option<OffsetStep>, RepeatedTokenPolicy),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum OffsetStep {
    MoreResults,
    TotalItems,
}

/// A page of the service.
#[derive(Clone, Debug)]
pub(crate) struct PageSpec {
    pub(crate) size: u32,
    pub(crate) total_pages: Option<u64>,
    pub(crate) total_items: Option<u64>,
    pub(crate) more: bool,
    pub(crate) ticks: u32,
    pub(crate) failures: u32,
    /// The largest page size with which the page can be requested.
    pub(crate) most: u32,
}

/// The service: pages in sequence, or pages of items at offsets.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) kind: Kind,
    /// The number of the first page. Offsets begin at 0.
    pub(crate) first: u32,
    pub(crate) pages: Vec<PageSpec>,
    /// How many requests are served at the same time. `None` means all.
    pub(crate) permits: Option<usize>,
    /// The page size that a listing with offsets begins with, `None` if it sets none.
    pub(crate) first_size: Option<u32>,
}

/// The error of a listing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Refused {
    Throttled,
    TooLarge,
}

impl From<Throttled> for Refused {
    fn from(_: Throttled) -> Self {
        Refused::Throttled
    }
}

/// The bits of a requested number that hold the offset. The bits above hold the page size, 0 for the first size.
const OFFSET: u32 = 0xffff;

fn offset_of(number: u32) -> u32 {
    number & OFFSET
}

fn with_size(number: u32, size: u32) -> u32 {
    offset_of(number) | size << 16
}

/// What a page carries, apart from its items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    pub(crate) total_pages: Option<u64>,
    pub(crate) total_items: Option<u64>,
    pub(crate) more: bool,
}

impl Spec {
    fn page(&self, number: u32) -> Option<&PageSpec> {
        match self.kind {
            Kind::Offset(..) => {
                let is_last = number >= self.items();
                let index = number as usize % self.pages.len();
                (!is_last).then(|| &self.pages[index])
            }
            _ => self.pages.get((number - self.first) as usize),
        }
    }

    /// The number of items of a service of offsets.
    fn items(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap() * 3
    }

    /// Returns the page size that a listing begins with, `None` if it sets none.
    pub(crate) fn first_size(&self) -> Option<u32> {
        let is_offset = matches!(self.kind, Kind::Offset(..));
        self.first_size.filter(|_| is_offset)
    }

    /// Returns whether a page is too large if it is requested with this size. Empty pages never are.
    pub(crate) fn is_too_large(&self, number: u32, size: u32) -> bool {
        self.page(number)
            .is_some_and(|page| page.size > 0 && size > page.most)
    }

    /// Returns the items of a page that is requested with this size, `None` for any. Beyond the last page, pages are empty.
    pub(crate) fn items_of(&self, number: u32, requested: Option<u32>) -> Vec<u32> {
        let size = self.page(number).map_or(0, |page| page.size);
        let size = size.min(requested.unwrap_or(u32::MAX));
        match self.kind {
            Kind::Offset(..) => (number..self.items().min(number + size)).collect(),
            _ => (0..size).map(|item| number * 10 + item).collect(),
        }
    }

    pub(crate) fn carried(&self, number: u32) -> Carried {
        let page = self.page(number);
        Carried {
            total_pages: page.and_then(|page| page.total_pages),
            total_items: page.and_then(|page| page.total_items),
            more: page.is_some_and(|page| page.more),
        }
    }

    pub(crate) fn service(&self) -> Rc<Service> {
        let (ticks, spec) = (self.clone(), self.clone());
        Service::new(
            self.first,
            move |number| {
                let page = ticks.page(offset_of(number));
                page.map_or(1, |page| page.ticks)
            },
            move |number, nth| {
                let size = match number >> 16 {
                    0 => spec.first_size(),
                    size => Some(size),
                };
                let number = offset_of(number);
                if spec.page(number).is_some_and(|page| nth < page.failures) {
                    return Err(Throttled);
                }
                let carried = spec.carried(number);
                if size.is_some_and(|size| spec.is_too_large(number, size)) {
                    return Ok(Page::too_large());
                }
                let page = Page::of(spec.items_of(number, size));
                let page = page.with_total(match spec.kind {
                    Kind::TotalPages => carried.total_pages,
                    // Both totals in one number.
                    Kind::AllTotals => Some(pack(carried.total_pages, carried.total_items)),
                    _ => carried.total_items,
                });
                Ok(if carried.more { page.with_more() } else { page })
            },
        )
    }

    pub(crate) fn paginator(&self, service: &Rc<Service>) -> Listing {
        let numbers = || {
            let first = self.first;
            let operation = service.operation();
            operation.page_number(first, |_, number| Some(number))
        };
        let set_offset = |number: Option<u32>, offset: u32| {
            let size = number.unwrap_or(0) >> 16;
            Some(with_size(offset, size))
        };
        let offsets = || {
            let operation = service.operation();
            let operation = operation.offset(|page| page.items.len(), set_offset);
            // A size of 0 is never reduced.
            operation.page_size(
                self.first_size.unwrap_or(0),
                |number, size| Some(with_size(number.unwrap_or(0), size)),
                |error| *error == Refused::TooLarge,
            )
        };
        let error = |page: &Page| page.too_large.then_some(Refused::TooLarge);
        match self.kind {
            Kind::MoreResults => Box::new(numbers().more_results(|page| page.more).items(items)),
            Kind::TotalPages => Box::new(numbers().total_pages(|page| page.total).items(items)),
            Kind::AllTotals => Box::new(
                numbers()
                    .total_items(|page| unpack(page.total).1)
                    .item_count(|page| page.items.len())
                    .total_pages(|page| unpack(page.total).0)
                    .items(items),
            ),
            Kind::TotalItems => Box::new(
                numbers()
                    .item_count(|page| page.items.len())
                    .total_items(|page| page.total)
                    .items(items),
            ),
            Kind::ItemCount => Box::new(numbers().item_count(|page| page.items.len()).items(items)),
            Kind::Offset(None, policy) => {
                Box::new(offsets().error(error).repeated_token(policy).items(items))
            }
            Kind::Offset(Some(OffsetStep::MoreResults), policy) => Box::new(
                offsets()
                    .error(error)
                    .more_results(|page| page.more)
                    .repeated_token(policy)
                    .items(items),
            ),
            Kind::Offset(Some(OffsetStep::TotalItems), policy) => Box::new(
                offsets()
                    .error(error)
                    .total_items(|page| page.total)
                    .repeated_token(policy)
                    .items(items),
            ),
        }
    }
}

pub(crate) type Listing = Box<dyn Paginator<Page = Page, Item = u32, Token = u32, Error = Refused>>;

fn items(page: Page) -> Vec<u32> {
    page.items
}

fn pack(pages: Option<u64>, items: Option<u64>) -> u64 {
    pages.map_or(0, |pages| pages + 1) * 1_000 + items.map_or(0, |items| items + 1)
}

fn unpack(total: Option<u64>) -> (Option<u64>, Option<u64>) {
    let total = total.unwrap_or(0);
    (
        (total / 1_000).checked_sub(1),
        (total % 1_000).checked_sub(1),
    )
}

#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Answers one of the requests in flight.
    Complete(usize),
    Tick,
    Poll,
    NextPage,
    Task(usize),
    Retry,
    Prefetch(usize),
    MaxPages(u64),
    Resume(usize, Format),
}
