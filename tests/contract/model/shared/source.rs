//! One listing and its service.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use paginate_core::Paginator;
use paginate_tests::numbered::{Page, Service, Throttled};
use paginate_tests::permits::Permits;
use paginate_tests::server::PLANNED_PANIC;

use super::{Kind, Spec};

pub(super) type Listing =
    Box<dyn Paginator<Page = Page, Item = u32, Token = u32, Error = Throttled>>;

/// The number of the first page.
const FIRST: u32 = 1;

/// A service whose items are consecutive numbers from `index * 1000` on.
pub(super) struct Source {
    pub(super) spec: Spec,
    pub(super) service: Rc<Service>,
    /// The number of the first item.
    pub(super) base: u32,
    /// How many pages were taken by a listing.
    pub(super) taken: Rc<Cell<usize>>,
    pub(super) panics: Rc<Panics>,
}

/// A panic that is planned or has happened.
#[derive(Default)]
pub(super) struct Panics {
    /// Whether the next response panics.
    pub(super) is_planned: Cell<bool>,
    pub(super) has_happened: Cell<bool>,
}

impl Panics {
    fn may_panic(&self) {
        if self.is_planned.take() {
            self.has_happened.set(true);
            panic!("{PLANNED_PANIC}");
        }
    }
}

impl Source {
    pub(super) fn new(index: usize, spec: &Spec, permits: &Permits) -> Self {
        let panics = Rc::<Panics>::default();
        let service = service(spec.clone(), Rc::clone(&panics));
        service.share(permits);
        Source {
            spec: spec.clone(),
            service,
            base: u32::try_from(index).unwrap() * 1_000,
            taken: Rc::default(),
            panics,
        }
    }

    pub(super) fn listing(&self) -> Listing {
        self.without_prefetch().prefetch(self.spec.depth)
    }

    fn without_prefetch(&self) -> Listing {
        let (base, taken) = (self.base, Rc::clone(&self.taken));
        let items = move |page: Page| {
            taken.set(taken.get() + 1);
            page.items.into_iter().map(move |item| base + item)
        };
        let operation = self.service.operation();
        let count = |page: &Page| page.items.len();
        match self.spec.kind {
            Kind::Tokens => Box::new(
                operation
                    .output_token(|page: &Page| page.total.and_then(|token| token.try_into().ok()))
                    .input_token(|_, token| Some(token))
                    .items(items),
            ),
            Kind::Offsets => Box::new(operation.offset(count, |_, n: u32| Some(n)).items(items)),
            Kind::OffsetsWithTotal => Box::new(
                operation
                    .offset(count, |_, n: u32| Some(n))
                    .total_items(|page| page.total)
                    .items(items),
            ),
            Kind::Pages => Box::new(
                operation
                    .page_number(FIRST, |_, n| Some(n))
                    .item_count(count)
                    .items(items),
            ),
            Kind::PagesWithTotal => Box::new(
                operation
                    .page_number(FIRST, |_, n| Some(n))
                    .total_pages(|page| page.total)
                    .items(items),
            ),
            Kind::PagesWithTotalItems => Box::new(
                operation
                    .page_number(FIRST, |_, n| Some(n))
                    .item_count(count)
                    .total_items(|page| page.total)
                    .items(items),
            ),
        }
    }
}

fn service(spec: Spec, panics: Rc<Panics>) -> Rc<Service> {
    let first = match spec.kind {
        Kind::Tokens | Kind::Offsets | Kind::OffsetsWithTotal => 0,
        Kind::Pages | Kind::PagesWithTotal | Kind::PagesWithTotalItems => FIRST,
    };
    let (requests, responses) = (Cell::new(0), Cell::new(0));
    let ticks = spec.ticks.clone();
    Service::new(
        first,
        move |_| ticks[requests.replace(requests.get() + 1) % ticks.len()],
        move |number, _| {
            panics.may_panic();
            let nth = responses.replace(responses.get() + 1);
            if spec.failures.get(nth) == Some(&true) {
                return Err(Throttled);
            }
            Ok(spec.page(number, nth))
        },
    )
}

impl Spec {
    /// Returns the page with a number or at an offset, as the service responds the `nth` time.
    fn page(&self, number: u32, nth: usize) -> Page {
        let items = match self.kind {
            Kind::Tokens | Kind::Offsets | Kind::OffsetsWithTotal => {
                let size = self.sizes[nth % self.sizes.len()];
                number.min(self.items)..(number + size).min(self.items)
            }
            Kind::Pages | Kind::PagesWithTotal | Kind::PagesWithTotalItems => {
                let end = |pages: u32| self.items_before(pages);
                end(number - FIRST)..end(number - FIRST + 1)
            }
        };
        let next = u64::from(items.end);
        let total = match self.kind {
            Kind::Tokens => (items.end < self.items).then_some(next),
            Kind::Offsets | Kind::Pages => None,
            Kind::OffsetsWithTotal | Kind::PagesWithTotalItems => Some(self.items.into()),
            Kind::PagesWithTotal => Some(self.pages().into()),
        };
        Page::of(Range::collect::<Vec<u32>>(items)).with_total(total)
    }

    /// Returns the number of items on the first numbered pages.
    fn items_before(&self, pages: u32) -> u32 {
        let sizes = self.sizes.iter().cycle().take(pages as usize);
        self.items.min(sizes.sum())
    }

    /// Returns the number of numbered pages that have items.
    fn pages(&self) -> u32 {
        let is_last = |pages: &u32| self.items_before(*pages) == self.items;
        (0..=self.items).find(is_last).expect("no size is 0")
    }
}
