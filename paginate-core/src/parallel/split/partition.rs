use alloc::vec::Vec;

use super::key::SplitKey;
use super::keys::{Keys, count_while};
use super::log2::{exp2, log2};
use super::range::{Above, Range};
use crate::Error;

/// The parts of a listing.
///
/// The parts are disjoint, and every key that was not received is in one of them: a part is only cut in two, done with its last
/// key, or removed when the listing is known to end below it.
pub(crate) struct Partition<K: SplitKey> {
    /// The parts by their numbers. A number is used again when its part was removed.
    parts: Vec<Option<Range<K>>>,
    /// The highest start of a part that has received a page, even if that part is done. Parts above it have received none.
    highest_answer: Option<K>,
    model: K::Model,
    /// How many pages the model has learned from.
    learned: u32,
}

/// What a page means for its part.
#[derive(Debug, PartialEq)]
pub(crate) struct Received {
    /// How many keys of the page belong to the part. The others belong to the part above.
    pub(crate) kept: usize,
    /// Whether the part is done.
    pub(crate) is_done: bool,
    /// The parts above, if the listing has ended below them.
    pub(crate) beyond_end: Vec<usize>,
    /// A part that was made to confirm a key that is missing above.
    ///
    /// The first key that a part drops is the first key of the part above, unless that key was added after the part above had
    /// begun. Then the new part lists the key.
    pub(crate) check: Option<usize>,
}

/// A part that was cut, and the new part.
pub(crate) struct Cut {
    pub(crate) below: usize,
    pub(crate) above: usize,
}

/// Why the keys of a page cannot be those after the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disorder {
    /// The first key is not above the key that the page was requested after.
    BelowStart,
    /// A key is not above the key before it.
    NotIncreasing,
    /// An item has no key.
    NoKey,
    /// A key that another page shows is missing.
    MissingAbove,
}

impl Disorder {
    pub(crate) fn on_page<E>(self, page: u64) -> Error<E> {
        match self {
            Disorder::BelowStart => Error::KeyBelowStart { page },
            Disorder::NotIncreasing => Error::UnorderedKeys { page },
            Disorder::NoKey => Error::MissingKey { page },
            Disorder::MissingAbove => Error::InconsistentPages { page },
        }
    }
}

impl<K: SplitKey> Partition<K> {
    /// Creates the partition with one part, which is the whole listing.
    pub(crate) fn new() -> Self {
        let mut partition = Self::without_parts();
        partition.add(Range::new(None, None));
        partition
    }

    /// Creates the partition of what was not done of another one: ranges after a key, up to a key.
    pub(crate) fn of(ranges: impl Iterator<Item = (Option<K>, Option<K>)>) -> Self {
        let mut partition = Self::without_parts();
        for (low, high) in ranges {
            // The keys above may have been received before.
            partition.highest_answer = partition.highest_answer.max(high.clone());
            partition.add(Range::new(low, high));
        }
        partition
    }

    fn without_parts() -> Self {
        Partition {
            parts: Vec::new(),
            highest_answer: None,
            model: K::Model::default(),
            learned: 0,
        }
    }

    fn add(&mut self, part: Range<K>) -> usize {
        let free = self.parts.iter().position(Option::is_none);
        let number = free.unwrap_or(self.parts.len());
        if number == self.parts.len() {
            self.parts.push(None);
        }
        self.parts[number] = Some(part);
        number
    }

    /// Returns a part, unless it was removed.
    pub(crate) fn range(&self, number: usize) -> Option<&Range<K>> {
        self.parts.get(number)?.as_ref()
    }

    /// Removes a part that is done. Its number is used again.
    pub(crate) fn remove(&mut self, number: usize) {
        self.parts[number] = None;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of parts.
    pub(crate) fn len(&self) -> usize {
        self.parts.iter().flatten().count()
    }

    /// Returns the numbers of all parts in the order of their keys.
    pub(crate) fn in_order(&self) -> Vec<usize> {
        let number_of = |(number, part): (usize, &Option<Range<K>>)| part.as_ref().map(|_| number);
        let mut numbers: Vec<usize> = self
            .parts
            .iter()
            .enumerate()
            .filter_map(number_of)
            .collect();
        numbers.sort_by_key(|number| self.range(*number).map(|part| &part.low));
        numbers
    }

    /// Receives the keys of the page after the cursor of a part. `more` is whether the listing continues after the page.
    pub(crate) fn receive(
        &mut self,
        number: usize,
        keys: &impl Keys<K>,
        more: bool,
    ) -> Result<Received, Disorder> {
        let Some(part) = &mut self.parts[number] else {
            return Ok(Received::nothing());
        };
        check_order(part.cursor.as_ref(), keys)?;
        if part.expected.is_some() && (!more || keys.len() > 0) {
            if part.expected != keys.key(0) {
                return Err(Disorder::MissingAbove);
            }
            part.expected = None;
        }
        learn(&mut self.model, &mut self.learned, keys);
        self.note_head(number, keys, more);
        // User code, which may panic, runs before a part is changed or removed.
        let beyond_end = self.parts_beyond_end(number, more);
        let Some(part) = &mut self.parts[number] else {
            return Ok(Received::nothing());
        };
        if self.highest_answer < part.low {
            self.highest_answer.clone_from(&part.low);
        }
        let last = keys.len().checked_sub(1).and_then(|last| keys.key(last));
        let kept = match (&part.high, &last) {
            (Some(high), Some(last)) if beyond_end.is_empty() && last > high => {
                count_while(keys, keys.len(), |key| key <= high)
            }
            _ => keys.len(),
        };
        part.note_page(&self.model, keys, kept);
        let is_done = kept < keys.len() || !more || part.is_at_end();
        part.is_done = is_done;
        let dropped = keys.key(kept);
        let missing = dropped.filter(|key| part.is_missing_above(key));
        let check = missing.map(|key| {
            let mut check = Range::new(part.high.clone(), Some(key.clone()));
            check.expected = Some(key);
            check
        });
        if !beyond_end.is_empty() {
            part.high = None;
        }
        for above in &beyond_end {
            self.parts[*above] = None;
        }
        Ok(Received {
            kept,
            is_done,
            beyond_end,
            check: check.map(|check| self.add(check)),
        })
    }

    /// Returns the parts above a part if the listing has ended below them: none of them has answered, those included that are done.
    fn parts_beyond_end(&self, number: usize, more: bool) -> Vec<usize> {
        let high = self.range(number).and_then(|part| part.high.as_ref());
        if more || high.is_none() || self.highest_answer.as_ref() >= high {
            return Vec::new();
        }
        let is_above = |part: &Option<Range<K>>| {
            let part = part.as_ref();
            part.is_some_and(|part| part.low.as_ref() >= high)
        };
        let numbers = 0..self.parts.len();
        { numbers }
            .filter(|number| is_above(&self.parts[*number]))
            .collect()
    }

    /// Tells the part below what a part has received first.
    fn note_head(&mut self, number: usize, keys: &impl Keys<K>, more: bool) {
        let Some(part) = &mut self.parts[number] else {
            return;
        };
        let above = match (keys.key(0), keys.key(keys.len() / 2)) {
            (Some(first), Some(middle)) => Above::Head { first, middle },
            _ if more => return,
            _ => Above::Empty,
        };
        if part.has_head {
            return;
        }
        part.has_head = true;
        let Some(low) = part.low.clone() else { return };
        let mut parts = self.parts.iter_mut().flatten();
        if let Some(below) = parts.find(|below| below.high.as_ref() == Some(&low)) {
            below.above = above;
        }
    }

    /// Cuts the first part that may be cut into several short pieces, and returns them in their order. A piece has about `pages`
    /// pages.
    pub(crate) fn cut_first(&mut self, pieces: usize, pages: usize) -> Vec<Cut> {
        for below in self.in_order() {
            let Some(part) = &mut self.parts[below] else {
                continue;
            };
            let Some(plan) = part.plan(&self.model) else {
                continue;
            };
            if plan.pages_left < MIN_PAGES_LEFT {
                continue;
            }
            let jump = plan
                .jump
                .min(part.page_width(&self.model) + log2(to_f64(pages.max(2))));
            let useful = exp2(plan.pages_left.min(20.0)) / 2.0;
            let mut above = Vec::new();
            for piece in (1..=pieces.max(1)).rev() {
                if piece == 1 || to_f64(piece) <= useful {
                    above.extend(part.cut(&self.model, jump + log2(to_f64(piece))));
                }
            }
            let mut cuts = Vec::new();
            while let Some(part) = above.pop() {
                let above = self.add(part);
                cuts.push(Cut { below, above });
            }
            if !cuts.is_empty() {
                return cuts;
            }
        }
        Vec::new()
    }

    /// Cuts the part that probably has the most pages left, and returns the new part. Returns `None` if no part may be cut.
    pub(crate) fn cut(&mut self) -> Option<Cut> {
        loop {
            let plan_of = |part: &Option<Range<K>>| part.as_ref()?.plan(&self.model);
            let plans = self.parts.iter().map(plan_of).enumerate();
            let plans = plans.filter_map(|(number, plan)| Some((number, plan?)));
            let (below, plan) =
                plans.max_by(|(_, a), (_, b)| a.pages_left.total_cmp(&b.pages_left))?;
            if plan.pages_left < MIN_PAGES_LEFT {
                return None;
            }
            let part = self.parts[below].as_mut()?;
            if let Some(above) = part.cut(&self.model, plan.jump) {
                let above = self.add(above);
                return Some(Cut { below, above });
            }
        }
    }
}

/// The logarithm of the number of pages that a part must have left to be cut.
const MIN_PAGES_LEFT: f64 = 1.0;

impl Received {
    fn nothing() -> Self {
        Received {
            kept: 0,
            is_done: true,
            beyond_end: Vec::new(),
            check: None,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "estimates")]
fn to_f64(number: usize) -> f64 {
    number as f64
}

fn check_order<K: Ord>(cursor: Option<&K>, keys: &impl Keys<K>) -> Result<(), Disorder> {
    let Some(mut last) = keys.key(0) else {
        return if keys.len() == 0 {
            Ok(())
        } else {
            Err(Disorder::NoKey)
        };
    };
    if cursor.is_some_and(|cursor| last <= *cursor) {
        return Err(Disorder::BelowStart);
    }
    for index in 1..keys.len() {
        let key = keys.key(index).ok_or(Disorder::NoKey)?;
        if key <= last {
            return Err(Disorder::NotIncreasing);
        }
        last = key;
    }
    Ok(())
}

/// Learns from some neighbours of a page: from more of them on the first pages.
fn learn<K: SplitKey>(model: &mut K::Model, learned: &mut u32, keys: &impl Keys<K>) {
    let pairs = if *learned < 64 { 32 } else { 4 };
    *learned = learned.saturating_add(1);
    let step = (keys.len() / pairs).max(1);
    let Some(last) = keys.len().checked_sub(2) else {
        return;
    };
    for index in (0..last).step_by(step).chain([last]) {
        if let (Some(key), Some(next)) = (keys.key(index), keys.key(index + 1)) {
            K::learn(model, &key, &next);
        }
    }
}

#[cfg(test)]
mod tests;
