use core::marker::PhantomData;

use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::listing::source::{Again, FailedPage, PageFailure, Source};
use crate::operation::advance::Advance;
use crate::operation::optional_steps::{ErrorStep, Step};
use crate::operation::recover::ReadError;
use crate::operation::{Operation, Sender};

/// The closures of an operation, as the loop calls them.
pub(crate) struct Closures<R, S, A, Steps, X, Error> {
    operation: Operation<R, S, A, Steps>,
    items: X,
    declared: PhantomData<fn() -> Error>,
}

/// Why an operation failed.
///
/// Unless closures read the error, it is converted when it is yielded. A conversion is user code that may panic: if it ran when the
/// response arrives, a listing that prefetches would lose the items before the error.
pub(crate) enum Failure<E, X, D> {
    /// The request failed. The error is not converted yet.
    Request(E),
    /// A successful response carries an error, which is not converted yet.
    Page(X),
    /// The declared error, which closures read.
    Declared(D),
}

impl<R, S, A, Steps, X, Error> Closures<R, S, A, Steps, X, Error> {
    pub(crate) fn new(operation: Operation<R, S, A, Steps>, items: X) -> Self {
        Closures {
            operation,
            items,
            declared: PhantomData,
        }
    }
}

impl<R, S, A, Steps, X, Error, F, P, E, C> Source
    for Closures<R, Sender<S, P, E>, A, Steps, X, Error>
where
    R: Clone,
    S: FnMut(R) -> F,
    F: Future<Output = Result<P, E>>,
    A: Advance<R, P, Steps, Error>,
    Steps: Step<P> + ErrorStep<P, Error>,
    X: FnMut(P) -> C,
    C: IntoIterator,
    Error: From<E>,
{
    type Page = P;
    type Token = A::Token;
    type Failure = Failure<E, Steps::Error, A::Error>;
    type Error = Error;
    type Future = F;
    type Items = C;

    #[inline]
    fn send(&mut self, token: Option<A::Token>) -> F {
        let operation = &mut self.operation;
        let request = operation.request.clone();
        (operation.send.send)(match token {
            None => request,
            Some(token) => operation.advance.set(request, token),
        })
    }

    fn page(&mut self, response: Result<P, E>) -> Result<P, PageFailure<Self::Failure>> {
        let failure = |failure| {
            let read = A::Error::read(failure, Self::convert);
            let failure = read.map_or_else(|unread| unread, Failure::Declared);
            Err(PageFailure::Operation(failure))
        };
        let steps = &mut self.operation.steps;
        match response {
            Err(error) => failure(Failure::Request(error)),
            Ok(page) => match steps.error(&page) {
                Some(error) => failure(Failure::Page(error)),
                None if steps.has_data(&page).unwrap_or(true) => Ok(page),
                None => Err(PageFailure::MissingData),
            },
        }
    }

    fn again(&mut self, failure: &Self::Failure, failed: FailedPage) -> Option<Again<A::Token>> {
        let Failure::Declared(error) = failure else {
            return None;
        };
        let Operation {
            request, advance, ..
        } = &mut self.operation;
        advance.again(request, error.get(), failed)
    }

    #[inline]
    fn pages_before_fresh_token(&self) -> Option<u64> {
        self.operation.advance.pages_before_fresh_token()
    }

    fn note_retry(&mut self) {
        self.operation.advance.note_retry();
    }

    fn next(&mut self, page: &P, position: &Position<A::Token>) -> Next<A::Token> {
        let operation = &mut self.operation;
        operation.advance.next(&mut operation.steps, page, position)
    }

    fn first(&self) -> Option<A::Token> {
        self.operation.advance.first()
    }

    fn guess(&self, after: Option<&A::Token>) -> Option<A::Token> {
        self.operation.advance.guess(after)
    }

    fn short_page(&self) -> ShortPage {
        self.operation.advance.short_page()
    }

    fn restart(&mut self) {
        self.operation.advance.restart();
    }

    fn items(&mut self, page: P) -> C {
        (self.items)(page)
    }

    fn convert(failure: Self::Failure) -> Error {
        match failure {
            Failure::Request(error) => error.into(),
            Failure::Page(error) => Steps::convert(error),
            Failure::Declared(error) => error.into_inner(),
        }
    }
}
