/// The keys of a page, each of which is made when it is needed: a page may have many, and few are kept.
pub(crate) trait Keys<K> {
    fn len(&self) -> usize;

    /// Returns the key of an item, or `None` if the item has no key.
    fn key(&self, index: usize) -> Option<K>;
}

/// The items of a page, of which a closure returns the keys.
pub(super) struct KeysOf<'a, I, G> {
    pub(super) items: &'a [I],
    pub(super) key: &'a G,
}

impl<I, K, G, R> Keys<K> for KeysOf<'_, I, G>
where
    G: Fn(&I) -> R,
    R: Into<Option<K>>,
{
    #[inline]
    fn len(&self) -> usize {
        self.items.len()
    }

    #[inline]
    fn key(&self, index: usize) -> Option<K> {
        (self.key)(self.items.get(index)?).into()
    }
}

/// Returns how many of the first `len` keys, which are in order, a predicate holds for.
pub(super) fn count_while<K>(keys: &impl Keys<K>, len: usize, holds: impl Fn(&K) -> bool) -> usize {
    let (mut least, mut most) = (0, len);
    while least < most {
        let middle = usize::midpoint(least, most);
        if keys.key(middle).is_some_and(|key| holds(&key)) {
            least = middle + 1;
        } else {
            most = middle;
        }
    }
    least
}

#[cfg(test)]
impl<K: Clone> Keys<K> for alloc::vec::Vec<K> {
    fn len(&self) -> usize {
        self.len()
    }

    fn key(&self, index: usize) -> Option<K> {
        self.get(index).cloned()
    }
}

#[cfg(test)]
impl<K: Clone, const N: usize> Keys<K> for [K; N] {
    fn len(&self) -> usize {
        N
    }

    fn key(&self, index: usize) -> Option<K> {
        self.get(index).cloned()
    }
}
