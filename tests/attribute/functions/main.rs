//! The kinds of functions that can be annotated.

mod body;
mod kinds;
mod returned;
mod signatures;

use paginate_core::{Paginator, paginate};
use paginate_tests::sdk::{Client, Error, SdkError};

type Listed = Result<Vec<String>, paginate_core::Error<Error>>;

const ALL: [&str; 5] = ["a-0", "b-1", "a-2", "b-3", "a-4"];
const A: [&str; 3] = ["a-0", "a-2", "a-4"];

#[paginate(token = "next_token", items = "things")]
fn free(client: &Client) -> impl Paginator<Item = String, Error = Error> {
    client.list_things()
}

#[derive(Debug, PartialEq)]
struct Failed;

impl From<SdkError> for Failed {
    fn from(_: SdkError) -> Self {
        Failed
    }
}

#[derive(Debug, PartialEq)]
struct Refused;
