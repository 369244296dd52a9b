use crate::Operation;
use crate::fetch::Source;

/// The flag of a page, for an operation that may have none.
pub trait MoreResults<P> {
    fn more_results(&mut self, page: &P) -> Option<bool>;
}

/// The operation has no flag: the token alone tells.
#[derive(Clone, Copy, Debug)]
pub struct Unsaid;

impl<P> MoreResults<P> for Unsaid {
    fn more_results(&mut self, _: &P) -> Option<bool> {
        None
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Said<M>(pub(crate) M);

impl<P, M: FnMut(&P) -> bool> MoreResults<P> for Said<M> {
    fn more_results(&mut self, page: &P) -> Option<bool> {
        Some((self.0)(page))
    }
}

/// All that is told of an operation, which is what the loop asks of it.
pub(crate) struct Closures<R, S, O, I, M, X, V, W> {
    pub(crate) operation: Operation<R, S, O, I, M>,
    pub(crate) items: X,
    pub(crate) item: V,
    pub(crate) error: W,
}

impl<R, S, O, I, M, X, V, W, F, P, E, T, C, Item, Error> Source for Closures<R, S, O, I, M, X, V, W>
where
    R: Clone,
    S: FnMut(R) -> F,
    F: Future<Output = Result<P, E>>,
    O: FnMut(&P) -> Option<T>,
    T: Clone + PartialEq,
    I: FnMut(R, T) -> R,
    M: MoreResults<P>,
    X: FnMut(P) -> C,
    C: IntoIterator,
    V: FnMut(C::Item) -> Item,
    W: FnMut(E) -> Error,
{
    type Page = P;
    type Token = T;
    type Failure = E;
    type Future = F;
    type Items = C;
    type Item = Item;
    type Error = Error;

    fn send(&mut self, token: Option<&T>) -> F {
        let operation = &mut self.operation;
        let request = operation.request.clone();
        (operation.send)(match token {
            None => request,
            Some(token) => (operation.input_token)(request, token.clone()),
        })
    }

    fn more_results(&mut self, page: &P) -> Option<bool> {
        self.operation.more_results.more_results(page)
    }

    fn token(&mut self, page: &P) -> Option<T> {
        (self.operation.output_token)(page)
    }

    fn items(&mut self, page: P) -> C {
        (self.items)(page)
    }

    #[inline]
    fn item(&mut self, element: C::Item) -> Item {
        (self.item)(element)
    }

    fn error(&mut self, failure: E) -> Error {
        (self.error)(failure)
    }
}
