use core::mem;

use super::key::SplitKey;
use super::keys::Keys;

/// A page with at most this many keys of a part allows no cut.
const FEW_KEYS: usize = 3;

/// The logarithm of a page relative to its last three quarters.
const PAGE: f64 = 0.4;

/// How much the logarithm of the width of pages may differ where keys are equally dense.
const SAME_WIDTH: f64 = 2.0;

/// A range of the keys that is listed, from the cursor to `high`.
pub(crate) struct Range<K> {
    /// The key that the part begins after. `None` at the beginning of the listing.
    pub(crate) low: Option<K>,
    /// The last key that was received, or `low`.
    pub(crate) cursor: Option<K>,
    /// The last key that may belong to the part. `None` at the end of the listing.
    pub(crate) high: Option<K>,
    pub(super) above: Above<K>,
    /// The first key, if the part was made to confirm that the part above has missed that key.
    pub(super) expected: Option<K>,
    /// Whether a page with a key has arrived.
    pub(super) has_head: bool,
    /// Whether all keys have been received.
    pub(super) is_done: bool,
    /// Whether a page has arrived since the last cut.
    is_fresh: bool,
    /// The key after the first quarter of the last page, and its last key.
    page: Option<(K, K)>,
    /// The same two keys of the part that this part was cut from.
    parent_page: Option<(K, K)>,
    /// The distance from the cursor to where keys are known to be about as dense as where this part was cut from.
    reach: f64,
    /// How often the end of the listing was searched by a cut, in this part and in those that it was cut from.
    open_cuts: u32,
}

/// What the part above has received.
pub(super) enum Above<K> {
    /// Nothing, as far as is known.
    Unknown,
    /// The end of the listing, and no key.
    Empty,
    /// A page, with its first key and the key in its middle.
    Head { first: K, middle: K },
}

/// Where a part is best cut.
pub(super) struct Plan {
    /// The logarithm of the estimated number of pages that the part has left.
    pub(super) pages_left: f64,
    /// The distance of the cut from the cursor.
    pub(super) jump: f64,
}

impl<K: SplitKey> Range<K> {
    pub(super) fn new(low: Option<K>, high: Option<K>) -> Self {
        Range {
            cursor: low.clone(),
            low,
            high,
            above: Above::Unknown,
            expected: None,
            has_head: false,
            is_done: false,
            is_fresh: false,
            page: None,
            parent_page: None,
            reach: f64::NEG_INFINITY,
            open_cuts: 0,
        }
    }

    /// Cuts the part at a distance from its cursor, and returns the part above, or `None` if the range has no key to cut at.
    pub(super) fn cut(&mut self, model: &K::Model, jump: f64) -> Option<Self> {
        // One cut a page limits the requests to twice those without cuts.
        self.is_fresh = false;
        let cursor = self.cursor.as_ref()?;
        let cut = K::after(model, cursor, jump)?;
        let is_below = |high: &K| cut < *high;
        if cut <= *cursor || !self.high.as_ref().is_none_or(is_below) {
            return None;
        }
        // Nothing that may panic comes after this part has changed.
        let mut above = Range::new(Some(cut.clone()), self.high.clone());
        above.parent_page.clone_from(&self.page);
        above.reach = jump;
        above.open_cuts = self.open_cuts + 1;
        above.above = mem::replace(&mut self.above, Above::Unknown);
        self.high = Some(cut);
        Some(above)
    }

    /// Notes a page, whose first `kept` keys belong to the part.
    pub(super) fn note_page(&mut self, model: &K::Model, keys: &impl Keys<K>, kept: usize) {
        let Some(last) = kept.checked_sub(1).and_then(|last| keys.key(last)) else {
            return;
        };
        self.cursor = Some(last.clone());
        let quarter = keys.key(kept / 4).filter(|_| kept > FEW_KEYS);
        let Some(page) = quarter.map(|quarter| (quarter, last)) else {
            return;
        };
        if let Some((from, to)) = &self.parent_page {
            let change = width(model, &page) - K::distance(model, from, Some(to));
            if change.abs() > SAME_WIDTH {
                self.reach = f64::NEG_INFINITY;
            }
        }
        self.page = Some(page);
        self.is_fresh = true;
    }

    /// Returns whether the last key that was received is the last one that may belong to the part.
    pub(super) fn is_at_end(&self) -> bool {
        self.high.is_some() && self.cursor == self.high
    }

    /// Returns the width of the last page.
    pub(super) fn page_width(&self, model: &K::Model) -> f64 {
        let page = self.page.as_ref();
        page.map_or(f64::NEG_INFINITY, |page| width(model, page))
    }

    /// Returns whether a key beyond the end of the part should have been among the keys of the part above.
    pub(super) fn is_missing_above(&self, key: &K) -> bool {
        match &self.above {
            Above::Unknown => false,
            Above::Empty => true,
            Above::Head { first, .. } => key < first,
        }
    }

    /// Returns where the part is best cut, if it may be cut and the distances are numbers.
    pub(super) fn plan(&self, model: &K::Model) -> Option<Plan> {
        let page = self
            .page
            .as_ref()
            .filter(|_| self.is_fresh && !self.is_done)?;
        let rest = K::distance(model, self.cursor.as_ref()?, self.high.as_ref());
        let near = width(model, page);
        if near.is_nan() {
            return None;
        }
        // The width of pages at the end of the part, and how much it counts against the width of pages at the cursor.
        let (far, weight) = match (&self.high, &self.above) {
            // The last key is somewhere below. Mostly it is close, but not if the keys fill their space.
            (None, _) if self.open_cuts % 3 == 2 => (rest, 0.0),
            (None, _) => (rest, 0.5),
            (Some(_), Above::Unknown | Above::Empty) => (f64::midpoint(near, rest), 0.5),
            (Some(high), Above::Head { middle, .. }) => {
                let head = K::distance(model, high, Some(middle)) + 1.0;
                (head.min(rest), 0.35)
            }
        };
        let far = far.max(near);
        let stable = self.reach.clamp(near, far);
        let pages_left = rest - f64::midpoint(near, far);
        let jump = rest - 1.0 - (far - stable) * weight;
        (!pages_left.is_nan() && !jump.is_nan()).then_some(Plan { pages_left, jump })
    }
}

/// Returns the width of a page.
fn width<K: SplitKey>(model: &K::Model, (quarter, last): &(K, K)) -> f64 {
    K::distance(model, quarter, Some(last)) + PAGE
}
