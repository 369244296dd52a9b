//! The paginator of a function with errors in its attribute.
//!
//! The expansion reports the errors with `compile_error!` and keeps the function. The function returns a
//! [`FallbackPaginator`], so rustc checks its body and its callers as usual and reports no consequential errors.

use core::marker::PhantomData;
use core::task::{Context, Poll};

use crate::paginator::Sealed;
use crate::{Checkpoint, Error, Paginator};

/// Returns a paginator of the declared types. Code with a `compile_error!` never runs.
pub fn fallback_paginator<Page, Item, Token, E, R>(
    _request: R,
) -> FallbackPaginator<Page, Item, Token, E> {
    FallbackPaginator {
        page: PhantomData,
        item: PhantomData,
        token: PhantomData,
        error: PhantomData,
    }
}

/// Contains the body of a function in the page form, so that rustc checks it. Code with a `compile_error!` never runs.
pub fn fallback_fetch<R, F: Future>(_request: &R, _fetch: impl FnOnce(R) -> F) {}

#[derive(Debug)]
pub struct FallbackPaginator<Page, Item, Token, E> {
    page: PhantomData<fn() -> Page>,
    item: PhantomData<fn() -> Item>,
    token: PhantomData<fn() -> Token>,
    error: PhantomData<fn() -> E>,
}

impl<Page, Item, Token, E> Sealed for FallbackPaginator<Page, Item, Token, E> {}

impl<Page, Item, Token: Clone, E> Paginator for FallbackPaginator<Page, Item, Token, E> {
    type Page = Page;
    type Item = Item;
    type Token = Token;
    type Error = E;

    fn poll_page(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Page, Error<E>>>> {
        Poll::Ready(None)
    }

    fn poll_item(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Item, Error<E>>>> {
        Poll::Ready(None)
    }

    fn page_count(&self) -> u64 {
        0
    }

    fn is_terminated(&self) -> bool {
        true
    }

    fn is_complete(&self) -> bool {
        false
    }

    fn checkpoint(&self) -> Checkpoint<Token> {
        Checkpoint::end(0)
    }

    fn retry(&mut self) {}

    fn set_position(&mut self, _: Checkpoint<Token>) {}

    fn set_prefetch(&mut self, _: usize) {}

    fn set_max_pages(&mut self, _: u64) {}
}
