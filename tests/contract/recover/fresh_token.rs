//! Tokens that expire.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures::Stream;
use paginate_core::{Error, Paginator, operation};
use paginate_tests::script::{WakeCounter, drain, poll_once};

use crate::DEPTHS;

/// The error of an expired token, with a fresh one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Expired {
    token: u32,
    fresh: Option<u32>,
}

/// A page yields its token, and carries the token of the next page.
#[derive(Default)]
struct Service {
    next: HashMap<u32, u32>,
    /// The fresh tokens of expired ones, and how often a token has expired.
    fresh: RefCell<HashMap<u32, (u32, u32)>>,
    sent: RefCell<Vec<u32>>,
}

impl Service {
    /// Creates a service of the pages 0 to `last`.
    fn new(last: u32) -> Rc<Self> {
        let next = (0..last).map(|token| (token, token + 1));
        Rc::new(Service {
            next: next.collect(),
            ..Service::default()
        })
    }

    /// Lets a token expire for some requests.
    fn expire(&self, token: u32, fresh: u32, times: u32) {
        self.fresh.borrow_mut().insert(token, (fresh, times));
    }

    #[expect(clippy::unused_async, reason = "a request is async")]
    async fn send(self: Rc<Self>, token: u32) -> Result<(u32, Option<u32>), Expired> {
        self.sent.borrow_mut().push(token);
        if let Some((fresh, times @ 1..)) = self.fresh.borrow_mut().get_mut(&token) {
            *times -= 1;
            return Err(Expired {
                token,
                fresh: Some(*fresh),
            });
        }
        Ok((token, self.next.get(&token).copied()))
    }

    fn listing(
        self: &Rc<Self>,
    ) -> impl Paginator<Item = u32, Token = u32, Error = Expired> + use<> {
        let service = Rc::clone(self);
        operation(0)
            .send(move |token| Rc::clone(&service).send(token))
            .output_token(|(_, next)| *next)
            .input_token(|_, token| token)
            .fresh_token(|error: &Expired| error.fresh)
            .items(|(token, _)| [token])
    }

    fn sent(&self) -> Vec<u32> {
        self.sent.borrow().clone()
    }
}

#[test]
fn page_is_requested_again_with_the_fresh_token() {
    for depth in DEPTHS {
        let service = Service {
            next: HashMap::from([(0, 1), (1, 2), (12, 3)]),
            ..Service::default()
        };
        service.expire(2, 12, 1);
        let service = Rc::new(service);
        let mut items = service.listing().prefetch(depth).items();
        assert_eq!(drain(&mut items), [Ok(0), Ok(1), Ok(12), Ok(3)]);
        assert!(items.is_complete());
        assert_eq!(service.sent(), [0, 1, 2, 12, 3]);
    }
}

#[test]
fn first_page_is_requested_again_with_the_fresh_token() {
    for depth in DEPTHS {
        let service = Service::new(2);
        service.expire(0, 1, 1);
        let items = service.listing().prefetch(depth).items();
        assert_eq!(drain(items), [Ok(1), Ok(2)]);
    }
}

#[test]
fn retry_allows_one_more_fresh_token() {
    for depth in DEPTHS {
        let service = Service::new(2);
        service.expire(1, 1, 100);
        let mut items = service.listing().prefetch(depth).items();
        let source = Expired {
            token: 1,
            fresh: Some(1),
        };
        let error = || Err(Error::Operation { page: 2, source });
        assert_eq!(drain(&mut items), [Ok(0), error()]);
        assert_eq!(service.sent(), [0, 1, 1]);
        items.retry();
        assert_eq!(drain(&mut items), [error()]);
        assert_eq!(service.sent(), [0, 1, 1, 1, 1]);
    }
}

#[test]
fn error_without_a_fresh_token_is_yielded() {
    let listing = operation(0)
        .send(async |token| Err::<u32, _>(Expired { token, fresh: None }))
        .output_token(|_| None::<u32>)
        .input_token(|_, token| token)
        .fresh_token(|error: &Expired| error.fresh)
        .items(|page| [page]);
    let source = Expired {
        token: 0,
        fresh: None,
    };
    assert_eq!(
        drain(listing.items()),
        [Err::<u32, _>(Error::Operation { page: 1, source })]
    );
}

#[test]
fn fresh_token_that_has_expired_is_an_error() {
    for depth in DEPTHS {
        let service = Service::new(5);
        service.expire(2, 20, 1);
        service.expire(20, 21, 1);
        let mut items = service.listing().prefetch(depth).items();
        // The last error, not the first.
        let source = Expired {
            token: 20,
            fresh: Some(21),
        };
        let error = Error::Operation { page: 3, source };
        assert_eq!(drain(&mut items), [Ok(0), Ok(1), Err(error)]);
        assert_eq!(service.sent(), [0, 1, 2, 20]);
        // The position is that of the fresh token.
        let rest = service.listing().resume_from(items.checkpoint());
        assert_eq!(drain(rest.items()), [Ok(20)]);
        items.retry();
        assert_eq!(drain(&mut items), [Ok(20)]);
    }
}

#[test]
fn retry_allows_another_fresh_token() {
    for depth in DEPTHS {
        let service = Service::new(4);
        service.expire(2, 20, 1);
        service.expire(20, 3, 2);
        let mut items = service.listing().prefetch(depth).items();
        assert_eq!(drain(&mut items).len(), 3);
        items.retry();
        assert_eq!(drain(&mut items), [Ok(3), Ok(4)]);
    }
}

#[test]
fn resumed_listing_may_use_another_fresh_token() {
    for depth in DEPTHS {
        let service = Service::new(4);
        service.expire(2, 20, 2);
        service.expire(20, 3, 1);
        let mut listing = service.listing().prefetch(depth);
        let mut items = (&mut listing).items();
        assert_eq!(drain(&mut items).len(), 3);
        let mut other = service.listing().items();
        for page in 0..2 {
            assert_eq!(poll_once(&mut other), Poll::Ready(Some(Ok(page))));
        }
        // As many pages are before the checkpoint as before the page that failed.
        let items = listing.resume_from(other.checkpoint()).items();
        assert_eq!(drain(items), [Ok(20)]);
    }
}

#[test]
fn each_page_can_have_a_fresh_token() {
    for depth in DEPTHS {
        let mut service = Service::default();
        for page in 0..100 {
            service.next.insert(1_000 + page, page + 1);
            service.expire(page, 1_000 + page, 1);
        }
        let service = Rc::new(service);
        let mut items = service.listing().prefetch(depth).items();
        // All responses are ready, so the listing yields to the executor.
        let counter = Arc::new(WakeCounter::default());
        let waker = Waker::from(Arc::clone(&counter));
        let mut cx = Context::from_waker(&waker);
        let mut yielded = vec![];
        let mut pending = 0;
        loop {
            match Pin::new(&mut items).poll_next(&mut cx) {
                Poll::Ready(Some(item)) => yielded.push(item),
                Poll::Ready(None) => break,
                Poll::Pending => {
                    pending += 1;
                    assert!(counter.count() >= pending, "no wakeup is scheduled");
                }
            }
        }
        let mut expected: Vec<_> = (1_000..1_100).map(Ok).collect();
        expected.push(Ok(100));
        assert_eq!(yielded, expected);
        assert!(pending >= 6, "{pending}");
    }
}

#[test]
fn fresh_token_is_not_a_repeated_token() {
    for depth in DEPTHS {
        // The same token, the one of the page before, and those of pages before that.
        for fresh in [8, 7, 5, 1, 0] {
            let service = Service::new(12);
            service.expire(8, fresh, 1);
            let mut items = service.listing().prefetch(depth).items();
            let expected: Vec<_> = (0..8).chain(fresh..=12).map(Ok).collect();
            assert_eq!(drain(&mut items), expected, "{fresh}, {depth}");
            assert!(items.is_complete());
        }
    }
}

#[test]
fn token_that_is_repeated_after_a_fresh_token_is_an_error() {
    for depth in DEPTHS {
        let service = Service {
            next: HashMap::from([(0, 1), (1, 2), (10, 11), (11, 12), (12, 10)]),
            ..Service::default()
        };
        service.expire(2, 10, 1);
        let service = Rc::new(service);
        let yielded = drain(service.listing().prefetch(depth).items());
        let error = Err(Error::RepeatedToken { page: 5 });
        assert_eq!(yielded, [Ok(0), Ok(1), Ok(10), Ok(11), Ok(12), error]);
    }
}

#[test]
fn items_that_were_yielded_are_skipped_in_the_page_with_the_fresh_token() {
    for depth in DEPTHS {
        let expires = Rc::new(Cell::new(false));
        let listing = || {
            let expires = Rc::clone(&expires);
            operation(0)
                .send(move |token: u32| {
                    let is_expired = token == 3 && expires.get();
                    async move {
                        if is_expired {
                            let fresh = Some(1_003);
                            return Err(Expired { token, fresh });
                        }
                        Ok(token)
                    }
                })
                .output_token(|token| Some(token % 1_000 + 3).filter(|next| *next < 9))
                .input_token(|_, token| token)
                .fresh_token(|error: &Expired| error.fresh)
                .items(|token| token % 1_000..token % 1_000 + 3)
        };
        let mut items = listing().items();
        for item in 0..5 {
            assert_eq!(
                poll_once(&mut items),
                Poll::Ready(Some(Ok::<_, Error<Expired>>(item)))
            );
        }
        expires.set(true);
        let rest = listing().resume_from(items.checkpoint()).prefetch(depth);
        let rest: Vec<Result<u32, Error<Expired>>> = drain(rest.items());
        assert_eq!(rest, [Ok(5), Ok(6), Ok(7), Ok(8)]);
    }
}
