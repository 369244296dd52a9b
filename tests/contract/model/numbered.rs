//! Random services of numbered pages and of pages at offsets.

mod reader;
mod walk;

use std::rc::Rc;

use paginate_core::{Paginator, RepeatedTokenPolicy};
use paginate_tests::numbered::{Page, Service, Throttled};
use proptest::prelude::*;

use self::reader::Reader;
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
    size: u32,
    total_pages: Option<u64>,
    total_items: Option<u64>,
    more: bool,
    ticks: u32,
    failures: u32,
}

/// The service: pages in sequence, or pages of items at offsets.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) kind: Kind,
    /// The number of the first page. Offsets begin at 0.
    pub(crate) first: u32,
    pages: Vec<PageSpec>,
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

fn kind() -> impl Strategy<Value = Kind> {
    let policy = prop_oneof![
        2 => Just(RepeatedTokenPolicy::Error),
        1 => Just(RepeatedTokenPolicy::End),
    ];
    let step = prop_oneof![
        Just(None),
        Just(Some(OffsetStep::MoreResults)),
        Just(Some(OffsetStep::TotalItems)),
    ];
    prop_oneof![
        1 => Just(Kind::MoreResults),
        1 => Just(Kind::TotalPages),
        1 => Just(Kind::AllTotals),
        1 => Just(Kind::TotalItems),
        1 => Just(Kind::ItemCount),
        4 => (step, policy).prop_map(|(step, policy)| Kind::Offset(step, policy)),
    ]
}

prop_compose! {
    fn page_spec(pages: u64)(
        size in prop_oneof![1 => Just(0_u32), 3 => 1_u32..4, 6 => Just(3)],
        // Near the real total, or any.
        total_pages in prop_oneof![
            3 => Just(Some(pages)),
            1 => Just(None),
            1 => (0_u64..20).prop_map(Some),
        ],
        total_items in prop_oneof![
            3 => Just(Some(pages * 3)),
            1 => Just(None),
            1 => (0_u64..50).prop_map(Some),
        ],
        more in prop::bool::weighted(0.9),
        ticks in prop_oneof![2 => Just(0_u32), 3 => 1_u32..4],
        failures in prop_oneof![6 => Just(0_u32), 1 => 1_u32..3],
    ) -> PageSpec {
        PageSpec { size, total_pages, total_items, more, ticks, failures }
    }
}

fn spec() -> impl Strategy<Value = Spec> {
    let pages = prop_oneof![5 => 1_u64..16, 1 => 16_u64..60];
    let pages = pages.prop_flat_map(|pages| {
        prop::collection::vec(page_spec(pages), usize::try_from(pages).unwrap())
    });
    let always_ready = prop::bool::weighted(0.2);
    (kind(), 0_u32..3, pages, always_ready).prop_map(|(kind, first, mut pages, always_ready)| {
        if always_ready {
            for page in &mut pages {
                page.ticks = 0;
            }
        }
        let first = if matches!(kind, Kind::Offset(..)) {
            0
        } else {
            first
        };
        Spec { kind, first, pages }
    })
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let format = prop_oneof![Just(Format::Json), Just(Format::Postcard)];
    let action = prop_oneof![
        8 => (0_usize..8).prop_map(Action::Complete),
        4 => Just(Action::Tick),
        16 => Just(Action::Poll),
        1 => Just(Action::NextPage),
        1 => (0_usize..2).prop_map(Action::Task),
        3 => Just(Action::Retry),
        2 => (0_usize..7).prop_map(Action::Prefetch),
        1 => (0_u64..12).prop_map(Action::MaxPages),
        1 => Just(Action::MaxPages(u64::MAX)),
        1 => (0_usize..7, format).prop_map(|(depth, format)| Action::Resume(depth, format)),
    ];
    prop::collection::vec(action, 0..80)
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn numbered_listing_agrees_with_the_model(
        spec in spec(),
        actions in actions(),
        by_page in any::<bool>(),
        depth in 0_usize..7,
    ) {
        let mut reader = Reader::new(&spec, by_page, depth);
        for action in &actions {
            reader.act(action);
        }
        reader.finish();
    }
}
