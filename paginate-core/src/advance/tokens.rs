use core::marker::PhantomData;

use super::{Advance, Next};
use crate::optional_steps::Step;

/// The step of [`Operation::output_token`](crate::Operation::output_token).
#[derive(Clone, Debug)]
pub struct OutputToken<O>(pub(crate) O);

/// The step of [`Operation::output_token_after`](crate::Operation::output_token_after).
#[derive(Clone, Debug)]
pub struct OutputTokenAfter<O, T> {
    output_token: O,
    token: PhantomData<fn() -> T>,
}

impl<O, T> OutputTokenAfter<O, T> {
    pub(crate) fn new(output_token: O) -> Self {
        OutputTokenAfter {
            output_token,
            token: PhantomData,
        }
    }
}

/// Reads the token that a page carries.
#[diagnostic::on_unimplemented(
    message = "the operation does not say how a token is read from a page",
    label = "set `.output_token(|page| …)` before `input_token`"
)]
pub trait ReadToken<P> {
    type Token;

    fn read(&mut self, page: &P, asked_with: Option<&Self::Token>) -> Option<Self::Token>;
}

impl<P, T, O: FnMut(&P) -> Option<T>> ReadToken<P> for OutputToken<O> {
    type Token = T;

    #[inline]
    fn read(&mut self, page: &P, _: Option<&T>) -> Option<T> {
        (self.0)(page)
    }
}

impl<P, T, O: FnMut(&P, Option<&T>) -> Option<T>> ReadToken<P> for OutputTokenAfter<O, T> {
    type Token = T;

    #[inline]
    fn read(&mut self, page: &P, asked_with: Option<&T>) -> Option<T> {
        (self.output_token)(page, asked_with)
    }
}

/// Each page carries the token of the next one: the steps [`Operation::output_token`](crate::Operation::output_token) and
/// [`Operation::input_token`](crate::Operation::input_token).
#[derive(Clone, Debug)]
pub struct Tokens<O, I> {
    pub(crate) output_token: O,
    pub(crate) input_token: I,
}

impl<R, P, Steps, O, I> Advance<R, P, Steps> for Tokens<O, I>
where
    Steps: Step<P>,
    O: ReadToken<P>,
    O::Token: Clone + PartialEq,
    I: FnMut(R, O::Token) -> R,
{
    type Token = O::Token;

    #[inline]
    fn next(
        &mut self,
        steps: &mut Steps,
        page: &P,
        asked_with: Option<&O::Token>,
    ) -> Next<O::Token> {
        let more_results = steps.more_results(page);
        if more_results == Some(false) {
            return Next::End;
        }
        match self.output_token.read(page, asked_with) {
            Some(token) => Next::Page(token),
            None if more_results == Some(true) => Next::MissingToken,
            None => Next::End,
        }
    }

    #[inline]
    fn set(&mut self, request: R, token: O::Token) -> R {
        (self.input_token)(request, token)
    }

    #[inline]
    fn first(&self) -> Option<O::Token> {
        None
    }

    #[inline]
    fn guess(&self, _: Option<&O::Token>) -> Option<O::Token> {
        None
    }

    #[inline]
    fn restart(&mut self) {}
}
