//! The end of a body: the error of the last expression is inferred, and converts to the declared one.

#![expect(
    clippy::let_and_return,
    clippy::never_loop,
    clippy::redundant_closure_for_method_calls,
    reason = "the bodies end as people write them"
)]

use std::convert::Infallible;

use paginate_core::{Checkpoint, Error, Paginator, paginate};
use paginate_tests::all;

/// The error of the service, which converts to the declared errors below.
#[derive(Debug, PartialEq)]
struct Refused;

#[derive(Debug, PartialEq)]
struct ApiError(&'static str);

impl From<Refused> for ApiError {
    fn from(_: Refused) -> Self {
        ApiError("refused")
    }
}

impl From<&'static str> for ApiError {
    fn from(message: &'static str) -> Self {
        ApiError(message)
    }
}

struct Page {
    numbers: Vec<u32>,
    next: Option<u32>,
}

/// Returns the page with this number, of three pages with one item each.
fn page(number: u32) -> Page {
    Page {
        numbers: vec![number],
        next: (number < 2).then_some(number + 1),
    }
}

async fn fetch(token: Option<u32>) -> Result<Page, Refused> {
    tokio::task::yield_now().await;
    let number = token.unwrap_or(0);
    if number < 3 {
        Ok(page(number))
    } else {
        Err(Refused)
    }
}

/// Declares functions with these bodies, and checks that each of them lists all items.
macro_rules! assert_lists {
    ($error:ty, $($name:ident($token:ident) $body:block)*) => {$({
        #[paginate(output_token = "next", items = "numbers")]
        async fn $name(
            #[token] $token: Option<u32>,
        ) -> impl Paginator<Item = u32, Error = $error> $body

        assert_eq!(all($name()).await, [0, 1, 2], stringify!($name));
    })*};
}

#[tokio::test]
async fn question_mark_inside_of_the_body_keeps_the_conversion() {
    // As `tracing::debug!`.
    macro_rules! debug {
        ($name:ident = ?$value:expr) => {
            assert!(!format!("{} {:?}", stringify!($name), $value).is_empty())
        };
    }

    assert_lists! { ApiError,
        in_a_macro(number) {
            debug!(token = ?number);
            fetch(number).await
        }
        in_a_closure(number) {
            let mut numbers = number.into_iter();
            let mut next = || numbers.next()?.checked_add(0);
            fetch(next()).await
        }
        in_an_async_block(number) {
            let parsed = async { Ok::<u32, std::num::ParseIntError>("1".parse::<u32>()? - 1) };
            let none = parsed.await.unwrap();
            fetch(number.map(|number| number + none)).await
        }
        in_a_bound(number) {
            fn same<T: ?Sized>(value: &T) -> &T {
                value
            }
            fetch(*same(&number)).await
        }
        in_an_item(number) {
            fn parse(number: &str) -> Result<u32, std::num::ParseIntError> {
                let number = number.parse::<u32>()?;
                Ok(number)
            }
            fetch(number.map(|number| number + parse("0").unwrap())).await
        }
        of_the_same_error(number) {
            fetch(number).await?;
            fetch(number).await
        }
    }
}

#[tokio::test]
async fn error_of_the_last_expression_is_inferred() {
    assert_lists! { ApiError,
        map_err_into(token) { fetch(token).await.map_err(Into::into) }
        map_err_closure(token) { fetch(token).await.map_err(|error| error.into()) }
        map_err_from(token) { fetch(token).await.map_err(From::from) }
        ok_or_else(token) { Some(page(token.unwrap_or(0))).ok_or_else(|| "gone".into()) }
        matched(token) {
            match fetch(token).await {
                Ok(page) => Ok(page),
                Err(error) => Err(error.into()),
            }
        }
        chosen(token) {
            if token.is_none_or(|token| token < 3) {
                Ok(page(token.unwrap_or(0)))
            } else {
                Err("gone".into())
            }
        }
        broken(token) {
            loop {
                break Ok(page(token.unwrap_or(0)));
            }
        }
        variable(token) {
            let result = Ok(page(token.unwrap_or(0)));
            result
        }
        returned(token) { return Ok(page(token.unwrap_or(0))); }
        looped(token) {
            loop {
                if let Ok(page) = fetch(token).await {
                    return Ok(page);
                }
            }
        }
        block(token) {
            {
                Ok(page(token.unwrap_or(0)))
            }
        }
    }
}

#[tokio::test]
async fn last_expression_may_be_parenthesized() {
    #[expect(unused_parens, reason = "a macro may write them")]
    #[paginate(output_token = "next", items = "numbers")]
    async fn numbers(#[token] token: Option<u32>) -> impl Paginator<Item = u32, Error = ApiError> {
        (Ok(page(token.unwrap_or(0))))
    }

    assert_eq!(all(numbers()).await, [0, 1, 2]);
}

#[tokio::test]
async fn last_expression_may_come_from_a_macro() {
    macro_rules! listing {
        ($name:ident, $token:ident => $end:expr) => {
            #[paginate(output_token = "next", items = "numbers")]
            async fn $name(
                #[token] $token: Option<u32>,
            ) -> impl Paginator<Item = u32, Error = ApiError> {
                $end
            }
        };
    }
    macro_rules! ok {
        ($page:expr) => {
            Ok($page)
        };
    }
    listing!(expression, token => Ok(page(token.unwrap_or(0))));
    listing!(nested, token => ok!(page(token.unwrap_or(0))));

    assert_eq!(all(expression()).await, [0, 1, 2]);
    assert_eq!(all(nested()).await, [0, 1, 2]);
}

#[tokio::test]
async fn declared_error_may_be_generic_or_boxed() {
    #[paginate(output_token = "next", items = "numbers")]
    async fn generic<E: From<Refused>>(
        #[token] token: Option<u32>,
    ) -> impl Paginator<Item = u32, Error = E> {
        fetch(token).await.map_err(E::from)
    }

    #[paginate(output_token = "next", items = "numbers")]
    async fn converted<E: From<Refused>>(
        #[token] token: Option<u32>,
    ) -> impl Paginator<Item = u32, Error = E> {
        fetch(token).await
    }

    #[paginate(output_token = "next", items = "numbers")]
    async fn boxed(
        text: &str,
        #[token] token: Option<u32>,
    ) -> impl Paginator<Item = u32, Error = Box<dyn std::error::Error + Send + Sync>> {
        let zero: u32 = text.parse()?;
        if token == Some(9) {
            return Err("nine".into());
        }
        Ok(page(token.unwrap_or(zero)))
    }

    assert_eq!(all(generic::<ApiError>()).await, [0, 1, 2]);
    assert_eq!(all(converted::<ApiError>()).await, [0, 1, 2]);
    let listed: Vec<u32> = boxed("0").items().try_collect().await.unwrap();
    assert_eq!(listed, [0, 1, 2]);
}

#[tokio::test]
async fn error_is_converted_at_each_end() {
    #[paginate(output_token = "next", items = "numbers")]
    async fn from_the_service(
        #[token] token: Option<u32>,
    ) -> impl Paginator<Item = u32, Token = u32, Error = ApiError> {
        let previous = |token: Option<u32>| token?.checked_sub(1);
        assert!(previous(token).is_none_or(|previous| previous < 3));
        fetch(token).await
    }

    #[paginate(output_token = "next", items = "numbers")]
    async fn mapped(
        #[token] token: Option<u32>,
    ) -> impl Paginator<Item = u32, Token = u32, Error = ApiError> {
        fetch(token).await.map_err(Into::into)
    }

    let refused = Error::Operation {
        page: 1,
        source: ApiError("refused"),
    };
    let listing = from_the_service().resume_from(Checkpoint::at(3));
    assert_eq!(listing.items().try_next().await, Err(refused));
    let refused = Error::Operation {
        page: 1,
        source: ApiError("refused"),
    };
    let listing = mapped().resume_from(Checkpoint::at(3));
    assert_eq!(listing.items().try_next().await, Err(refused));
}

#[tokio::test]
async fn body_without_errors_needs_no_error_type() {
    #[paginate(output_token = "next", items = "numbers")]
    async fn numbers(
        #[token] token: Option<u32>,
    ) -> impl Paginator<Item = u32, Error = Infallible> {
        let result = Ok(page(token.unwrap_or(0)));
        result
    }

    assert_eq!(all(numbers()).await, [0, 1, 2]);
}
