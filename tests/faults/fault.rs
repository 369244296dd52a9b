//! The faults: what a service answers, and what its caller does. The tests play each of them in the protocol of each client.

use std::ops::Range;

/// The number of items on a page.
pub(crate) const PAGE_SIZE: u32 = 3;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    EmptyPage,
    FailsOnce,
    Outage,
    FailureWithStatus200,
    MissingToken,
    RepeatedToken,
    Cycle,
    LastPageForever,
    EmptyToken,
    ShortPage,
    ShrinkingTotal,
    Restart,
    Cancellation,
    SlowConsumer,
    FirstItem,
}

/// All faults, in the order of the table.
pub(crate) const FAULTS: [Fault; 15] = [
    Fault::EmptyPage,
    Fault::FailsOnce,
    Fault::Outage,
    Fault::FailureWithStatus200,
    Fault::MissingToken,
    Fault::RepeatedToken,
    Fault::Cycle,
    Fault::LastPageForever,
    Fault::EmptyToken,
    Fault::ShortPage,
    Fault::ShrinkingTotal,
    Fault::Restart,
    Fault::Cancellation,
    Fault::SlowConsumer,
    Fault::FirstItem,
];

/// What a page answers instead of its own answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// A response with status 503.
    Failure,
    /// A response with status 200 that describes a failure.
    FailureWithStatus200,
    /// The page, with a flag for more pages and without a token.
    NoToken,
    /// The page, with the token of the page with this index.
    TokenOf(usize),
    /// The page, with a token that was never sent before and leads to the same page.
    FreshToken,
    /// The page, with an empty string as the token.
    EmptyToken,
    /// The page, with the number of items that follow as the total.
    ItemsThatRemain,
    /// The page, after [`DELAY`](crate::service::DELAY).
    Delay,
}

/// How long a trouble lasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lasts {
    OneRequest,
    UntilTheCallerHasAnError,
    Forever,
}

/// What the caller does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Caller {
    /// Reads to the end.
    Reads,
    /// Stops after this number of items as if the process ended, and starts again from what it has written down.
    Restarts(usize),
    /// Drops the future that waits for an item, while its request is delayed, and waits again.
    Cancels,
    /// Takes its time with the last item of the first page.
    Waits,
    /// Wants the first item, and no other.
    WantsOneItem,
}

/// The sequence of pages of a fault.
#[derive(Debug)]
pub(crate) struct Script {
    /// The items of each page.
    pub(crate) pages: Vec<Range<u32>>,
    /// The index of a page, what it answers instead, and how long. `ItemsThatRemain` is also true of all later pages.
    pub(crate) trouble: Option<(usize, Trouble, Lasts)>,
    pub(crate) caller: Caller,
    /// Whether pages are requested by the offset of the first item. Otherwise each page carries the token of the next one.
    pub(crate) by_offset: bool,
}

impl Script {
    /// Returns the number of items of the listing.
    pub(crate) fn total(&self) -> u32 {
        self.pages.last().map_or(0, |items| items.end)
    }
}

impl Fault {
    pub(crate) fn script(self) -> Script {
        use Lasts::{Forever, OneRequest, UntilTheCallerHasAnError};
        let mut script = Script {
            pages: vec![0..3, 3..6, 6..9, 9..12],
            trouble: None,
            caller: Caller::Reads,
            by_offset: matches!(self, Fault::ShortPage | Fault::ShrinkingTotal),
        };
        let last = script.pages.len() - 1;
        let mut trouble = |page, trouble, lasts| script.trouble = Some((page, trouble, lasts));
        match self {
            Fault::EmptyPage => script.pages = vec![0..3, 3..3, 3..6, 6..9],
            Fault::FailsOnce => trouble(2, Trouble::Failure, OneRequest),
            Fault::Outage => trouble(2, Trouble::Failure, UntilTheCallerHasAnError),
            Fault::FailureWithStatus200 => {
                trouble(2, Trouble::FailureWithStatus200, UntilTheCallerHasAnError);
            }
            Fault::MissingToken => trouble(1, Trouble::NoToken, UntilTheCallerHasAnError),
            Fault::RepeatedToken => trouble(1, Trouble::TokenOf(1), UntilTheCallerHasAnError),
            Fault::Cycle => trouble(3, Trouble::TokenOf(1), UntilTheCallerHasAnError),
            Fault::LastPageForever => trouble(last, Trouble::FreshToken, UntilTheCallerHasAnError),
            Fault::EmptyToken => trouble(last, Trouble::EmptyToken, Forever),
            Fault::ShortPage => script.pages = vec![0..3, 3..5, 5..8, 8..11],
            Fault::ShrinkingTotal => trouble(1, Trouble::ItemsThatRemain, Forever),
            Fault::Restart => script.caller = Caller::Restarts(5),
            Fault::Cancellation => {
                script.trouble = Some((1, Trouble::Delay, OneRequest));
                script.caller = Caller::Cancels;
            }
            Fault::SlowConsumer => script.caller = Caller::Waits,
            Fault::FirstItem => {
                script.pages = (0..100_000).map(|item| item..item + 1).collect();
                script.caller = Caller::WantsOneItem;
            }
        }
        if self == Fault::Cycle {
            // The cycle is not at the end of the listing.
            script.pages.push(12..15);
        }
        script
    }

    /// Returns the name of the fault in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Fault::EmptyPage => "an empty page in the middle",
            Fault::FailsOnce => "a page fails once",
            Fault::Outage => "a page fails until the client gives up",
            Fault::FailureWithStatus200 => "a failure with status 200",
            Fault::MissingToken => "more pages, but no token",
            Fault::RepeatedToken => "the same token again",
            Fault::Cycle => "a cycle of three tokens",
            Fault::LastPageForever => "the last page for ever",
            Fault::EmptyToken => "an empty string as the last token",
            Fault::ShortPage => "a short page between offsets",
            Fault::ShrinkingTotal => "a total that shrinks",
            Fault::Restart => "a restart in the middle of a page",
            Fault::Cancellation => "a cancelled future",
            Fault::SlowConsumer => "a slow consumer",
            Fault::FirstItem => "one item of 100,000 pages",
        }
    }
}
