use core::marker::PhantomData;

use super::Advance;
use crate::checkpoint::Position;
use crate::listing::next::{Next, ShortPage};
use crate::operation::optional_steps::Step;
use crate::operation::recover::Unread;

/// The step [`Operation::output_token`](crate::Operation::output_token) or
/// [`Operation::output_token_after`](crate::Operation::output_token_after): `T` is the token.
#[derive(Clone)]
pub struct OutputToken<O, T> {
    read: O,
    token: PhantomData<fn() -> T>,
}

impl<O, T> OutputToken<O, T> {
    pub(crate) fn new(read: O) -> Self {
        OutputToken {
            read,
            token: PhantomData,
        }
    }
}

/// Reads the token from a page.
// A type of its own: rustc takes longer for a closure that is wrapped in one with two parameters.
#[derive(Clone)]
pub struct FromPage<O>(pub(crate) O);

/// Reads the token from a page, and from the token that the page was requested with.
#[derive(Clone)]
pub struct FromPageAndToken<O>(pub(crate) O);

pub trait ReadToken<P, T> {
    fn read(&mut self, page: &P, asked_with: Option<&T>) -> Option<T>;
}

impl<P, T, O: FnMut(&P) -> Option<T>> ReadToken<P, T> for FromPage<O> {
    #[inline]
    fn read(&mut self, page: &P, _: Option<&T>) -> Option<T> {
        (self.0)(page)
    }
}

impl<P, T, O: FnMut(&P, Option<&T>) -> Option<T>> ReadToken<P, T> for FromPageAndToken<O> {
    #[inline]
    fn read(&mut self, page: &P, asked_with: Option<&T>) -> Option<T> {
        (self.0)(page, asked_with)
    }
}

/// Each page carries the token of the next one: the steps [`Operation::output_token`](crate::Operation::output_token) and
/// [`Operation::input_token`](crate::Operation::input_token).
// The type of the token is a parameter: it would take the compiler longer to find it as the output of a closure.
#[derive(Clone)]
pub struct Tokens<O, I, T> {
    pub(crate) output_token: OutputToken<O, T>,
    pub(crate) input_token: I,
}

impl<R, P, Steps, D, O, I, T> Advance<R, P, Steps, D> for Tokens<O, I, T>
where
    Steps: Step<P>,
    O: ReadToken<P, T>,
    T: Clone + PartialEq,
    I: FnMut(R, T) -> R,
{
    type Token = T;
    type Error = Unread;

    #[inline]
    fn next(&mut self, steps: &mut Steps, page: &P, position: &Position<T>) -> Next<T> {
        let more_results = steps.more_results(page);
        if more_results == Some(false) {
            return Next::End;
        }
        match self.output_token.read.read(page, position.token.as_ref()) {
            Some(token) => Next::Page(Position {
                token: Some(token),
                counted: None,
            }),
            None if more_results == Some(true) => Next::MissingToken,
            None => Next::End,
        }
    }

    #[inline]
    fn set(&mut self, request: R, token: T) -> R {
        (self.input_token)(request, token)
    }

    #[inline]
    fn first(&self) -> Option<T> {
        None
    }

    #[inline]
    fn guess(&self, _: Option<&T>) -> Option<T> {
        None
    }

    #[inline]
    fn short_page(&self) -> ShortPage {
        ShortPage::Continued
    }

    #[inline]
    fn restart(&mut self) {}
}
