use core::marker::PhantomData;

use crate::operation::{Operation, PageSteps, Set, Unset};
use crate::source::{PageFailure, Source};

/// The closures of an operation, as the loop calls them.
pub(crate) struct Closures<R, S, O, I, P, X, Error> {
    operation: Operation<R, S, O, I, P>,
    items: X,
    declared: PhantomData<fn() -> Error>,
}

/// Why an operation failed, before conversion to the declared error.
pub(crate) enum Failure<E, X> {
    /// The request failed.
    Request(E),
    /// A successful response carries an error.
    Page(X),
}

impl<R, S, O, I, P, X, Error> Closures<R, S, O, I, P, X, Error> {
    pub(crate) fn new(operation: Operation<R, S, O, I, P>, items: X) -> Self {
        Closures {
            operation,
            items,
            declared: PhantomData,
        }
    }
}

impl<R, S, O, I, Steps, X, Error, F, P, E, T, C> Source for Closures<R, S, O, I, Steps, X, Error>
where
    R: Clone,
    S: FnMut(R) -> F,
    F: Future<Output = Result<P, E>>,
    O: FnMut(&P) -> Option<T>,
    T: Clone + PartialEq,
    I: FnMut(R, T) -> R,
    Steps: PageClosures<P, Error>,
    X: FnMut(P) -> C,
    C: IntoIterator,
    Error: From<E>,
{
    type Page = P;
    type Token = T;
    type Failure = Failure<E, Steps::Error>;
    type Error = Error;
    type Future = F;
    type Items = C;

    fn send(&mut self, token: Option<T>) -> F {
        let operation = &mut self.operation;
        let request = operation.request.clone();
        (operation.send)(match token {
            None => request,
            Some(token) => (operation.input_token)(request, token),
        })
    }

    fn page(&mut self, response: Result<P, E>) -> Result<P, PageFailure<Self::Failure>> {
        let failure = |failure| Err(PageFailure::Operation(failure));
        match response {
            Err(error) => failure(Failure::Request(error)),
            Ok(page) => match self.operation.page.error(&page) {
                Some(error) => failure(Failure::Page(error)),
                None if self.operation.page.has_listing(&page) => Ok(page),
                None => Err(PageFailure::MissingListing),
            },
        }
    }

    fn more_results(&mut self, page: &P) -> Option<bool> {
        self.operation.page.more_results(page)
    }

    fn token(&mut self, page: &P) -> Option<T> {
        (self.operation.output_token)(page)
    }

    fn items(&mut self, page: P) -> C {
        (self.items)(page)
    }

    fn convert(failure: Self::Failure) -> Error {
        match failure {
            Failure::Request(error) => error.into(),
            Failure::Page(error) => Steps::convert(error),
        }
    }
}

/// The closures that read a page, for an operation of which some may not be set.
pub trait PageClosures<P, D> {
    /// The error that a page may carry.
    type Error;

    fn more_results(&mut self, page: &P) -> Option<bool>;

    fn has_listing(&mut self, page: &P) -> bool;

    fn error(&mut self, page: &P) -> Option<Self::Error>;

    fn convert(error: Self::Error) -> D;
}

impl<P, D, M, L, X> PageClosures<P, D> for PageSteps<M, L, X>
where
    M: Flag<P>,
    L: Flag<P>,
    X: ErrorOf<P, D>,
{
    type Error = X::Error;

    fn more_results(&mut self, page: &P) -> Option<bool> {
        self.more_results.read(page)
    }

    fn has_listing(&mut self, page: &P) -> bool {
        self.has_listing.read(page).unwrap_or(true)
    }

    fn error(&mut self, page: &P) -> Option<X::Error> {
        self.error.read(page)
    }

    fn convert(error: X::Error) -> D {
        X::convert(error)
    }
}

/// An optional closure that reads a flag.
pub trait Flag<P> {
    fn read(&mut self, page: &P) -> Option<bool>;
}

impl<P> Flag<P> for Unset {
    fn read(&mut self, _: &P) -> Option<bool> {
        None
    }
}

impl<P, C: FnMut(&P) -> bool> Flag<P> for Set<C> {
    fn read(&mut self, page: &P) -> Option<bool> {
        Some((self.0)(page))
    }
}

/// An optional closure that reads an error, which is converted to `D`.
pub trait ErrorOf<P, D> {
    type Error;

    fn read(&mut self, page: &P) -> Option<Self::Error>;

    fn convert(error: Self::Error) -> D;
}

/// The error of pages that carry none.
#[derive(Debug)]
pub enum Never {}

impl<P, D> ErrorOf<P, D> for Unset {
    type Error = Never;

    fn read(&mut self, _: &P) -> Option<Never> {
        None
    }

    fn convert(error: Never) -> D {
        match error {}
    }
}

impl<P, D: From<E>, E, C: FnMut(&P) -> Option<E>> ErrorOf<P, D> for Set<C> {
    type Error = E;

    fn read(&mut self, page: &P) -> Option<E> {
        (self.0)(page)
    }

    fn convert(error: E) -> D {
        error.into()
    }
}
