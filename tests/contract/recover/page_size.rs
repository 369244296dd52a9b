//! Pages that are too large.

use std::cell::Cell;
use std::rc::Rc;
use std::task::Poll;

use paginate_core::{Error, Paginator, operation};
use paginate_tests::script::{drain, poll_once};

use crate::{DEPTHS, ITEMS, Refused, Request, Service, all};

/// Runs a test with tokens and with offsets, at each depth.
macro_rules! for_each_listing {
    (|$listing:ident, $depth:ident| $test:block) => {
        for $depth in DEPTHS {
            {
                let $listing =
                    |service: &Rc<Service>, size| service.by_token(size).prefetch($depth);
                $test
            }
            let $listing = |service: &Rc<Service>, size| service.by_offset(size).prefetch($depth);
            $test
        }
    };
}

#[test]
fn page_is_requested_again_with_half_the_size() {
    let service = Service::new(|_| 13);
    assert_eq!(drain(service.by_token(100).items()), all());
    let mut sizes = vec![100, 50, 25];
    sizes.extend([13; 8]);
    assert_eq!(service.sizes(), sizes);
}

#[test]
fn smaller_size_is_kept_for_the_pages_that_follow() {
    for_each_listing!(|listing, depth| {
        // Only the pages from item 40 to 60 are heavy.
        let service = Service::new(|first| if (40..60).contains(&first) { 3 } else { 100 });
        assert_eq!(drain(listing(&service, 20).items()), all());
        let sizes = service.sizes();
        let first_small = sizes.iter().position(|size| *size < 20).unwrap();
        assert!(sizes[..first_small].iter().all(|size| *size == 20));
        assert!(sizes[first_small..].is_sorted_by(|one, next| one >= next));
        assert_eq!(sizes.last(), Some(&3), "{depth}");
    });
}

#[test]
fn items_are_those_of_a_listing_whose_pages_are_never_too_large() {
    for_each_listing!(|listing, depth| {
        for most in 1..=17_u32 {
            for size in [1, 2, 7, 17, 100] {
                // The heavier pages come later.
                let service =
                    Service::new(move |first| (most + 20).saturating_sub(first / 5).max(1));
                assert_eq!(drain(listing(&service, size).items()), all(), "{depth}");
            }
        }
    });
}

#[test]
fn error_of_a_page_of_one_item_is_yielded() {
    for_each_listing!(|listing, depth| {
        let service = Service::new(|first| if first >= 48 { 0 } else { 100 });
        let mut items = listing(&service, 16).items();
        let yielded = drain(&mut items);
        let source = Refused::TooLarge { first: 48, size: 1 };
        assert_eq!(yielded[..48], all()[..48]);
        assert_eq!(yielded[48..], [Err(Error::Operation { page: 4, source })]);
        assert!(!items.is_complete());
        assert!(service.in_flight.borrow().is_empty(), "{depth}");
    });
}

#[test]
fn retry_keeps_the_smaller_size() {
    for_each_listing!(|listing, depth| {
        let service = Service::new(|_| 8);
        service.throttle(0);
        let mut items = listing(&service, 16).items();
        let throttled = |page| {
            Err(Error::Operation {
                page,
                source: Refused::Throttled,
            })
        };
        assert_eq!(drain(&mut items), [throttled(1)]);
        items.retry();
        service.throttle(24);
        let mut yielded = drain(&mut items);
        assert_eq!(yielded.pop(), Some(throttled(4)));
        let sent = service.sizes().len();
        items.retry();
        yielded.extend(drain(&mut items));
        assert_eq!(yielded, all(), "{depth}");
        assert!(service.sizes()[sent..].iter().all(|size| *size == 8));
    });
}

#[test]
fn other_errors_are_yielded() {
    let service = Service::new(|_| 100);
    service.throttle(0);
    let source = Refused::Throttled;
    let mut items = service.by_token(100).items();
    assert_eq!(
        drain(&mut items),
        [Err(Error::Operation { page: 1, source })]
    );
    assert_eq!(service.sizes(), [100]);
}

#[test]
fn page_of_size_zero_is_not_requested_again() {
    for size in [0, 1] {
        let service = Service::new(|_| 0);
        let listing = operation(Request { size, first: None })
            .send(async |_| Err::<Vec<u32>, _>(Refused::Throttled))
            .output_token(|_| None::<u32>)
            .input_token(Request::from)
            .page_size(size, Request::of_size, |_: &Refused| {
                panic!("the size cannot be halved")
            })
            .items(|page| page);
        let source = Refused::Throttled;
        assert_eq!(
            drain(listing.items()),
            [Err::<u32, _>(Error::Operation { page: 1, source })]
        );
        drop(service);
    }
}

/// The response of a service that reports a heavy page with an error in a successful response.
#[derive(Default)]
struct Response {
    items: Vec<u32>,
    error: Option<&'static str>,
}

#[test]
fn error_in_a_response_is_converted_before_it_is_read() {
    #[derive(Debug, PartialEq)]
    struct Declared(String);

    impl From<&str> for Declared {
        fn from(error: &str) -> Self {
            Declared(error.into())
        }
    }

    fn listing() -> impl Paginator<Item = u32, Error = Declared> {
        operation((ITEMS, 0))
            .send(async |(size, offset)| {
                let items = (offset..ITEMS.min(offset + size)).collect();
                Ok::<_, &str>(match size {
                    11.. => Response {
                        error: Some("too heavy"),
                        ..Response::default()
                    },
                    _ => Response { items, error: None },
                })
            })
            .offset(
                |page: &Response| page.items.len(),
                |(size, _), offset| (size, offset),
            )
            .page_size(
                ITEMS,
                |(_, offset), size| (size, offset),
                |Declared(error)| error == "too heavy",
            )
            .error(|page| page.error)
            .items(|page| page.items)
    }

    for depth in DEPTHS {
        assert_eq!(drain(listing().prefetch(depth).items()), all());
    }
}

#[test]
fn max_pages_counts_the_pages_that_arrive() {
    for_each_listing!(|listing, depth| {
        let service = Service::new(|_| 25);
        let items = listing(&service, 100).max_pages(4).items();
        assert_eq!(drain(items), all());
        let service = Service::new(|_| 25);
        let mut yielded = drain(listing(&service, 100).max_pages(3).items());
        assert_eq!(yielded.pop(), Some(Err(Error::PageLimit { page: 3 })));
        assert_eq!(yielded, all()[..75], "{depth}");
    });
}

#[test]
fn requests_that_were_sent_ahead_with_the_larger_size_are_dropped() {
    for depth in [2, 4, 8] {
        let service = Service::new(|first| if first == 40 { 5 } else { 100 });
        service.answer_never_after(40, 10);
        let mut items = service.by_offset(10).prefetch(depth).items();
        let mut yielded = vec![];
        while !items.is_complete() {
            if let Poll::Ready(Some(item)) = poll_once(&mut items) {
                yielded.push(item);
            }
            let in_flight = service.in_flight.borrow();
            let small = in_flight.iter().filter(|request| request.size == 5);
            assert!(
                [0, in_flight.len()].contains(&small.count()),
                "{in_flight:?}"
            );
            assert!(in_flight.len() <= depth);
        }
        assert_eq!(yielded, all());
        // The offsets that follow are guessed from the smaller size.
        let sent = service.sent.borrow();
        let small = sent.iter().filter(|request| request.size == 5);
        let offsets: Vec<_> = small.map(|request| request.first.unwrap_or(0)).collect();
        assert_eq!(offsets, (40..ITEMS).step_by(5).collect::<Vec<_>>());
    }
}

/// Each page reports more results, and only the pages before item 20 carry a token.
fn stuck(
    service: &Rc<Service>,
) -> impl Paginator<Page = Vec<u32>, Item = u32, Token = u32, Error = Refused> {
    let service = Rc::clone(service);
    operation(Request {
        size: 10,
        first: None,
    })
    .send(move |request| Rc::clone(&service).send(request))
    .output_token(|page: &Vec<u32>| page.last().map(|item| item + 1).filter(|next| *next != 20))
    .input_token(Request::from)
    .page_size(10, Request::of_size, Refused::is_too_large)
    .more_results(|page| page.last().is_some_and(|item| item + 1 < ITEMS))
    .items(|page| page)
}

#[test]
fn page_without_a_token_can_be_requested_again_with_a_smaller_size() {
    for depth in DEPTHS {
        let most = Rc::new(Cell::new(100));
        let service = Service::new({
            let most = Rc::clone(&most);
            move |_| most.get()
        });
        let mut items = stuck(&service).prefetch(depth).items();
        let mut yielded = drain(&mut items);
        assert_eq!(yielded.pop(), Some(Err(Error::MissingToken { page: 2 })));
        assert_eq!(yielded, all()[..20]);
        // The page is requested as pages of three items, the last of which continues beyond it.
        most.set(3);
        items.retry();
        assert_eq!(drain(&mut items), all()[20..], "{depth}");
    }
}

#[test]
fn page_that_was_yielded_as_a_whole_is_not_requested_in_part() {
    for depth in DEPTHS {
        let most = Rc::new(Cell::new(100));
        let service = Service::new({
            let most = Rc::clone(&most);
            move |_| most.get()
        });
        let mut pages = stuck(&service).prefetch(depth).pages();
        assert_eq!(drain(&mut pages).len(), 3);
        most.set(3);
        pages.retry();
        let source = Refused::TooLarge {
            first: 10,
            size: 10,
        };
        assert_eq!(
            drain(&mut pages),
            [Err(Error::Operation { page: 2, source })]
        );
    }
}
