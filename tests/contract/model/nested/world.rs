//! The services of all levels, and what is expected of them.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use paginate_core::Paginator;
use paginate_tests::permits::Permits;
use paginate_tests::server::{PLANNED_PANIC, Page, PageSpec, Server, Throttled};

use super::{Outer, Settings, What};

/// The number of items that a listing may have.
const ITEMS: u32 = 1_000;

pub(crate) type Listing =
    Box<dyn Paginator<Page = Page, Item = u32, Token = usize, Error = Throttled>>;

pub(crate) struct World {
    pub(crate) settings: Settings,
    permits: Option<Permits>,
    /// The outer listings, whose items are keys. The first lists the keys of the others, if there are three levels.
    pub(crate) outer: Vec<Rc<Server>>,
    /// The innermost listings by key. Their items are consecutive numbers from `key * 1000` on.
    pub(crate) inner: BTreeMap<u32, Rc<Server>>,
    /// The keys that have no listing.
    empty: BTreeSet<u32>,
    pub(crate) panic_of_part: Cell<bool>,
    /// Whether the items are yielded in the order of the outer listing from now on.
    ordered: Cell<bool>,
    /// How often requests to services that were replaced were polled.
    polls: u32,
}

impl World {
    /// Creates the services of a listing of listings, or of one whose items list listings.
    pub(crate) fn new(specs: &[Outer], settings: Settings) -> Self {
        let mut world = World {
            permits: settings.permits.map(Permits::new),
            ordered: Cell::new(settings.ordered),
            polls: 0,
            settings,
            outer: vec![],
            inner: BTreeMap::new(),
            empty: BTreeSet::new(),
            panic_of_part: Cell::default(),
        };
        if specs.len() > 1 {
            // A page for each two listings.
            let groups = 1..u32::try_from(specs.len()).unwrap();
            let groups: Vec<u32> = groups.collect();
            let pages = groups.chunks(2).map(|keys| PageSpec {
                items: keys.to_vec(),
                ticks: 1,
                ..PageSpec::default()
            });
            let server = world.server(pages.collect());
            world.outer.push(server);
        }
        for spec in specs.iter().skip(usize::from(specs.len() > 1)) {
            let mut pages = spec.pages.clone();
            let mut inner = spec.inner.iter();
            for page in &mut pages {
                page.items.clear();
                for pages in inner.by_ref().take(2) {
                    page.items.push(world.add(pages));
                }
            }
            let server = world.server(pages);
            world.outer.push(server);
        }
        world
    }

    /// Adds a listing, and returns its key.
    fn add(&mut self, pages: &[PageSpec]) -> u32 {
        let key = u32::try_from(self.inner.len() + self.empty.len()).unwrap();
        if pages.is_empty() {
            self.empty.insert(key);
            return key;
        }
        let mut pages = pages.to_vec();
        let mut item = key * ITEMS..;
        for page in &mut pages {
            page.items.fill_with(|| item.next().unwrap_or_default());
        }
        let server = self.server(pages);
        self.inner.insert(key, server);
        key
    }

    fn server(&self, mut pages: Vec<PageSpec>) -> Rc<Server> {
        let last = pages.len() - 1;
        for (index, page) in pages.iter_mut().enumerate() {
            page.next = (index < last).then_some(index + 1);
        }
        let server = Server::new(pages);
        if let Some(permits) = &self.permits {
            server.share(permits);
        }
        server
    }

    pub(crate) fn is_ordered(&self) -> bool {
        self.ordered.get()
    }

    pub(crate) fn set_ordered(&self) {
        self.ordered.set(true);
    }

    /// Makes further streams yield the items in the order that was set.
    pub(crate) fn update_order(&mut self) {
        self.settings.ordered = self.ordered.get();
    }

    /// Returns how often requests were polled.
    pub(crate) fn polls(&self) -> u32 {
        let polls: u32 = self.servers().map(|server| server.polls()).sum();
        self.polls + polls
    }

    pub(crate) fn has_three_levels(&self) -> bool {
        self.outer.len() > 1
    }

    /// Returns all services.
    pub(crate) fn servers(&self) -> impl Iterator<Item = &Rc<Server>> {
        self.outer.iter().chain(self.inner.values())
    }

    /// Returns an outer listing.
    pub(crate) fn outer(&self, listing: usize) -> Listing {
        Box::new(
            self.outer[listing]
                .paginator()
                .prefetch(self.settings.depths[0]),
        )
    }

    /// Returns the listing of an item, as the closure of a nested listing does.
    pub(crate) fn part(&self, key: u32) -> Option<(u32, Listing)> {
        assert!(!self.panic_of_part.take(), "{PLANNED_PANIC}");
        let server = self.inner.get(&key)?;
        let listing = server.paginator().prefetch(self.settings.depths[1]);
        Some((key, Box::new(listing)))
    }

    /// Returns the key of the listing that an item is of.
    pub(crate) fn key(item: u32) -> u32 {
        item / ITEMS
    }

    /// Returns the items of a listing.
    pub(crate) fn items(&self, key: u32) -> Vec<u32> {
        let pages = self.inner[&key].pages().iter();
        pages.flat_map(|page| page.items.clone()).collect()
    }

    /// Returns the keys of all items that have a listing, in the order of the outer listings.
    pub(crate) fn keys(&self) -> Vec<u32> {
        let listings = self.outer.iter().skip(usize::from(self.has_three_levels()));
        listings
            .flat_map(|server| server.pages())
            .flat_map(|page| page.items.clone())
            .filter(|key| self.inner.contains_key(key))
            .collect()
    }

    /// Changes the pages of an outer listing from one on. Returns the key that was removed.
    pub(crate) fn change(&mut self, listing: usize, open: usize, what: &What) -> Option<u32> {
        let mut pages = self.outer[listing].pages().to_vec();
        let places: Vec<(usize, usize)> = (open..pages.len())
            .flat_map(|page| (0..pages[page].items.len()).map(move |index| (page, index)))
            .collect();
        let place = |number: usize| places.get(number.checked_rem(places.len())?).copied();
        let removed = match what {
            What::Insert(at, inner) => {
                let (page, index) = place(*at).unwrap_or((open.min(pages.len() - 1), 0));
                if page < open {
                    return None;
                }
                let key = self.add(inner);
                pages[page].items.insert(index, key);
                None
            }
            What::Remove(at) => {
                let (page, index) = place(*at)?;
                Some(pages[page].items.remove(index))
            }
            What::Move(from, to) => {
                let (page, index) = place(*from)?;
                let (to, at) = place(*to)?;
                let key = pages[page].items.remove(index);
                let at = at.min(pages[to].items.len());
                pages[to].items.insert(at, key);
                None
            }
        };
        self.polls += self.outer[listing].polls();
        self.outer[listing] = self.server(pages);
        removed
    }
}
