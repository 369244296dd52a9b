//! The kinds of functions that can be annotated.

mod body;
mod kinds;
mod returned;
mod signatures;

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, SdkError};

/// Those of the five things whose prefix is `a`.
const A: [&str; 3] = ["a-0", "a-2", "a-4"];

#[paginate(token = "next_token", items = "things")]
fn free(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

/// An error type of a listing, other than the one of the SDK.
#[derive(Debug, PartialEq)]
struct Failed;

impl From<SdkError> for Failed {
    fn from(_: SdkError) -> Self {
        Failed
    }
}

/// The error of a function that returns no listing.
#[derive(Debug, PartialEq)]
struct Refused;
