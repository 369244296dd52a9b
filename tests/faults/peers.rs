//! The clients that are compared. Each lists with its own paginator, as its documentation shows.

mod async_stream;
mod aws;
mod azure;
mod google;
mod kube;
mod object_store;
mod octocrab;
mod page_turner;
mod paginate;
mod plain;
mod rmcp;
mod rspotify;
mod stream;
mod try_unfold;

use std::error::Error;

use futures::future::LocalBoxFuture;

use crate::fault::Fault;
use crate::service::Protocol;
use crate::session::Session;

/// Reads a listing from what the session has written down to the end.
pub(crate) type Read = fn(&Session) -> LocalBoxFuture<'_, Result<(), Box<dyn Error>>>;

/// A client, with one way to list.
#[derive(Debug)]
pub(crate) struct Peer {
    /// The crate, as it is named in `Cargo.lock`.
    pub(crate) package: &'static str,
    /// What is called.
    pub(crate) call: &'static str,
    /// `None` if the client does not use HTTP.
    pub(crate) protocol: Option<Protocol>,
    pub(crate) read: Read,
    /// Returns why the protocol cannot express a fault.
    pub(crate) inexpressible: fn(Fault) -> Option<Reason>,
    /// Returns an option of the client on which the outcome of a fault depends, and how to list with the option.
    pub(crate) option: fn(Fault) -> Option<(&'static str, Read)>,
}

/// Why a protocol cannot express a fault.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reason {
    NoOffsets,
    NoFlag,
    NoTokenThatCanBeEmpty,
    EmptyTokenIsValid,
    NoStatus,
    NoToken,
}

impl Reason {
    pub(crate) const ALL: [Self; 6] = [
        Reason::NoOffsets,
        Reason::NoFlag,
        Reason::NoTokenThatCanBeEmpty,
        Reason::EmptyTokenIsValid,
        Reason::NoStatus,
        Reason::NoToken,
    ];

    /// Returns the reason as a sentence.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Reason::NoOffsets => "The protocol has no offsets.",
            Reason::NoFlag => {
                "The protocol has no flag for more pages. A page without a token is the last one."
            }
            Reason::NoTokenThatCanBeEmpty => {
                "The next page is a URL, which is absent on the last page."
            }
            Reason::EmptyTokenIsValid => {
                "An empty string is a valid cursor of the Model Context Protocol, and does not end a listing."
            }
            Reason::NoToken => {
                "Pages carry no token: the client computes the position of the next page from the items, and an empty page has none."
            }
            Reason::NoStatus => {
                "The transport has no status: each failure is an error of JSON-RPC."
            }
        }
    }
}

/// Returns why a protocol without offsets cannot express a fault.
fn no_offsets(fault: Fault) -> Option<Reason> {
    matches!(fault, Fault::ShortPage | Fault::ShrinkingTotal).then_some(Reason::NoOffsets)
}

/// Returns why a protocol whose clients compute the position of the next page cannot express a fault.
fn no_token(fault: Fault) -> Option<Reason> {
    let needs_token = matches!(
        fault,
        Fault::EmptyPage
            | Fault::MissingToken
            | Fault::RepeatedToken
            | Fault::Cycle
            | Fault::LastPageForever
            | Fault::EmptyToken
    );
    needs_token.then_some(Reason::NoToken)
}

/// Crates that list any API. All of them speak the same protocol here.
pub(crate) const GENERAL: [Peer; 4] = [
    paginate::PEER,
    page_turner::PEER,
    try_unfold::PEER,
    async_stream::PEER,
];

/// SDKs with paginators of their own.
pub(crate) const SDKS: [Peer; 12] = [
    aws::ITEMS,
    aws::PAGES,
    google::BY_ITEM,
    google::BY_PAGE,
    azure::PEER,
    object_store::PEER,
    octocrab::ALL_PAGES,
    octocrab::INTO_STREAM,
    octocrab::GET_PAGE,
    kube::PEER,
    rmcp::PEER,
    rspotify::PEER,
];
