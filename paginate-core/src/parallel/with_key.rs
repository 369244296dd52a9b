/// A collection of `(key, item)`, to which the items of the part with one key are added.
pub(super) struct WithKey<'a, K, C> {
    pub(super) key: &'a K,
    pub(super) collection: &'a mut C,
}

impl<K, T, C> Extend<T> for WithKey<'_, K, C>
where
    K: Clone,
    C: Extend<(K, T)>,
{
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let items = items.into_iter().map(|item| (self.key.clone(), item));
        self.collection.extend(items);
    }
}
