//! Errors of the body: `?` and `return` convert them to the declared error, without a type in the body.

use std::num::ParseIntError;

use paginate_core::{Error, Paginator, paginate};
use paginate_tests::all;

use super::TAGS;
use super::service::{Registry, Unavailable};

#[derive(Debug, PartialEq)]
enum Failed {
    Unavailable,
    Token(ParseIntError),
}

impl From<Unavailable> for Failed {
    fn from(_: Unavailable) -> Self {
        Failed::Unavailable
    }
}

impl From<ParseIntError> for Failed {
    fn from(error: ParseIntError) -> Self {
        Failed::Token(error)
    }
}

type Listed = Result<Vec<String>, Error<Failed>>;

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn converted(
    registry: &Registry,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Failed> {
    registry.list_tags("app", last.as_deref()).await
}

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn with_question_marks(
    registry: &Registry,
    size: &str,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Failed> {
    let size: usize = size.parse()?;
    let mut page = registry.list_tags("app", last.as_deref()).await?;
    page.tags.truncate(size);
    Ok(page)
}

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn with_return(
    registry: &Registry,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Failed> {
    if registry.requests().len() > 20 {
        return Err(Failed::Unavailable);
    }
    Ok(registry.list_tags("app", last.as_deref()).await?)
}

#[paginate(output_token = "tags[-1]", items = "tags")]
async fn with_ok(
    registry: &Registry,
    #[token] last: Option<String>,
) -> impl Paginator<Item = String, Error = Failed> {
    let page = registry.list_tags("app", last.as_deref()).await;
    let page = page.unwrap();
    Ok(page)
}

#[tokio::test]
async fn error_of_the_body_is_converted() {
    let registry = Registry::failing(2);
    let listed: Listed = converted(&registry).items().try_collect().await;
    let source = Failed::Unavailable;
    assert_eq!(listed.unwrap_err(), Error::Operation { page: 2, source });

    let registry = Registry::failing(3);
    let listed: Listed = with_question_marks(&registry, "2")
        .items()
        .try_collect()
        .await;
    let source = Failed::Unavailable;
    assert_eq!(listed.unwrap_err(), Error::Operation { page: 3, source });

    let listed: Listed = with_question_marks(&registry, "x")
        .items()
        .try_collect()
        .await;
    let error = listed.unwrap_err();
    assert_eq!(error.page(), 1);
    assert!(matches!(error.into_inner(), Some(Failed::Token(_))));
}

#[tokio::test]
async fn body_needs_no_error_type() {
    let registry = Registry::default();
    assert_eq!(all(with_question_marks(&registry, "2")).await, TAGS);
    assert_eq!(all(with_return(&registry)).await, TAGS);
    assert_eq!(all(with_ok(&registry)).await, TAGS);
}
