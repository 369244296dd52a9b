//! A subscriber that panics does not make a listing lose a page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use paginate_core::Paginator;
use paginate_tests::script::drain;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::Registry;

use crate::service::numbered;

/// Panics at an event or a span for a page, and at the end of the listing.
#[derive(Clone, Copy, Debug)]
enum Panics {
    Span(u64),
    Page(u64),
    End,
}

impl<S: Subscriber> Layer<S> for Panics {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if let Panics::Span(page) = self {
            attributes.record(&mut PanicAt("page", *page));
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        match self {
            Panics::Span(_) => {}
            Panics::Page(page) => event.record(&mut PanicAt("page", *page)),
            Panics::End => event.record(&mut PanicAt("pages", 3)),
        }
    }
}

struct PanicAt(&'static str, u64);

impl Visit for PanicAt {
    fn record_u64(&mut self, field: &Field, value: u64) {
        assert!(
            (field.name(), value) != (self.0, self.1),
            "as the test wants"
        );
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

#[test]
fn checkpoint_after_a_panic_of_the_subscriber_loses_no_item() {
    let all: Vec<u32> = drain(numbered(3).items()).into_iter().flatten().collect();
    for panics in [
        Panics::Span(1),
        Panics::Span(2),
        Panics::Page(1),
        Panics::Page(2),
        Panics::End,
    ] {
        for depth in [0, 2] {
            let mut items = numbered(3).prefetch(depth).items();
            let mut yielded = vec![];
            let subscriber = Registry::default().with(panics);
            let panicked = tracing::subscriber::with_default(subscriber, || {
                let read = AssertUnwindSafe(|| {
                    for item in drain_into(&mut items) {
                        yielded.push(item);
                    }
                });
                catch_unwind(read).is_err()
            });
            assert!(panicked, "{panics:?}");
            assert!(!items.is_complete());
            assert!(drain(&mut items).is_empty());
            let rest = numbered(3).resume_from(items.checkpoint()).items();
            yielded.extend(drain(rest).into_iter().flatten());
            assert_eq!(yielded, all, "{panics:?} at depth {depth}");
        }
    }
}

#[test]
fn checkpoint_after_a_panic_of_the_subscriber_loses_no_page() {
    for panics in [Panics::Page(1), Panics::Page(2), Panics::End] {
        for depth in [0, 2] {
            let mut pages = numbered(3).prefetch(depth).pages();
            let subscriber = Registry::default().with(panics);
            let read = AssertUnwindSafe(|| drain(&mut pages));
            tracing::subscriber::with_default(subscriber, || assert!(catch_unwind(read).is_err()));
            let before = match panics {
                Panics::Page(page) => page - 1,
                Panics::Span(_) | Panics::End => 2,
            };
            let rest = numbered(3).resume_from(pages.checkpoint()).pages();
            let rest = drain(rest).into_iter().flatten().count() as u64;
            assert_eq!(before + rest, 3, "{panics:?} at depth {depth}");
        }
    }
}

/// Returns the items one by one, so that those before a panic are not lost.
fn drain_into<P: Paginator<Item = u32>>(
    items: &mut paginate_core::Items<P>,
) -> impl Iterator<Item = u32> {
    std::iter::from_fn(|| {
        loop {
            if let std::task::Poll::Ready(item) = paginate_tests::script::poll_once(items) {
                return item?.ok();
            }
        }
    })
}
