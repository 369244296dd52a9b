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

    /// Returns the items of a page. Beyond the last page, pages are empty.
    pub(crate) fn items_of(&self, number: u32) -> Vec<u32> {
        let size = self.page(number).map_or(0, |page| page.size);
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
            move |number| ticks.page(number).map_or(1, |page| page.ticks),
            move |number, nth| {
                if spec.page(number).is_some_and(|page| nth < page.failures) {
                    return Err(Throttled);
                }
                let carried = spec.carried(number);
                let page = Page::of(spec.items_of(number));
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
        let offsets = || {
            let operation = service.operation();
            operation.offset(|page| page.items.len(), |_, offset: u32| Some(offset))
        };
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
            Kind::Offset(None, policy) => Box::new(offsets().repeated_token(policy).items(items)),
            Kind::Offset(Some(OffsetStep::MoreResults), policy) => Box::new(
                offsets()
                    .more_results(|page| page.more)
                    .repeated_token(policy)
                    .items(items),
            ),
            Kind::Offset(Some(OffsetStep::TotalItems), policy) => Box::new(
                offsets()
                    .total_items(|page| page.total)
                    .repeated_token(policy)
                    .items(items),
            ),
        }
    }
}

pub(crate) type Listing =
    Box<dyn Paginator<Page = Page, Item = u32, Token = u32, Error = Throttled>>;

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
