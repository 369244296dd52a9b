//! A module in which the names of the prelude and of paginate-core mean something else.
#![allow(
    dead_code,
    non_camel_case_types,
    non_snake_case,
    reason = "the items only occupy names"
)]

use ::std::convert::Infallible;

use crate::service::Request;

mod core {}
mod std {}
mod alloc {}
mod paginate_core {}

struct Option;
struct Result;
struct Some;
struct None;
struct Ok;
struct Err;
struct Iterator;
struct Into;
pub(crate) struct Member(pub(crate) u32);
pub(crate) struct Token;
struct RepeatedTokenPolicy;
trait PlainMember {}
struct NonEmpty;
trait NonEmptyText {}
trait NonEmptyCollection {}
trait NonEmptyOther {}
trait HasLastElement {}
trait LastOfList {}
trait LastOfDeref {}
trait LastOfOther {}
trait NotFromIterator {}
struct LastElement;
struct OptionalCollection;
struct OptionalIter;
struct WithItems;
struct FallbackPaginator;
trait Collection {}
trait MoreResults {}
trait PageError {}
trait IntoItem {}
trait IntoError {}
mod methods {}
mod __paginate {}
trait ResponseFuture {}
struct PhantomData;
trait Argument {}
trait TokenParameter {}
trait NextPage {}
trait PageResult {}
fn type_of() {}
fn with_error() {}
fn output_token() {}
fn operation() {}
fn items() {}
fn flag() {}
fn run_body() {}
fn set_token() {}
fn with_items() {}

type Yields = u32;

impl ::std::convert::From<u32> for Member {
    fn from(number: u32) -> Member {
        Member(number)
    }
}

impl ::std::convert::From<Infallible> for Token {
    fn from(never: Infallible) -> Token {
        match never {}
    }
}

// The item type and the error type have the names of types that the expansion imports.
#[::paginate_core::paginate(token = "from", items = "items")]
pub(crate) fn members() -> impl ::paginate_core::Paginator<Item = Member, Error = Token> {
    Request::new()
}

#[::paginate_core::paginate(token = "from", items = ["items", "inner.first"])]
pub(crate) fn more_members() -> impl ::paginate_core::Paginator<Item = Member, Error = Token> {
    Request::new()
}

#[::paginate_core::paginate(
    input_token = ["from", "marker"],
    output_token = ["from", "marker || inner.names[-1]"],
    more_results = "more",
    items = ["items", "inner.first", "inner.last"],
    repeated_token = "error",
)]
// The parameters have names that the closures of the expansion also use.
pub(crate) fn everything(
    request: u32,
    token: u32,
    page: u32,
    member: u32,
    list: u32,
    value: u32,
) -> impl ::paginate_core::Paginator<Item = Yields, Error = Infallible> {
    let _ = (request, token, page, member, list, value);
    Request::new()
}

#[::paginate_core::paginate(output_token = "from", items = "items")]
pub(crate) async fn page_form(
    request: u32,
    argument_1: u32,
    this: u32,
    token_3: u32,
    #[token] token_4: ::std::option::Option<u32>,
) -> impl ::paginate_core::Paginator<Item = Yields, Error = Infallible> {
    let _ = (request, argument_1, this, token_3);
    let page = Request::new().set_from(token_4).send().await?;
    ::std::result::Result::Ok(page)
}
