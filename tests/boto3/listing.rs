//! An annotated function and what it takes to compare it with its counterpart.

use std::error::Error as _;
use std::fmt;
use std::pin::Pin;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_types::SdkConfig;
use paginate_core::Paginator;
use serde_json::Value;

/// What identifies an item: the members that boto3 is asked for as well.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Identity(pub(crate) Value);

impl From<String> for Identity {
    fn from(name: String) -> Self {
        Identity(name.into())
    }
}

/// An error of the SDK, of whatever operation.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl<E: std::error::Error + 'static, R: fmt::Debug> From<SdkError<E, R>> for Failure {
    fn from(error: SdkError<E, R>) -> Self {
        let source = error.source().map(ToString::to_string).unwrap_or_default();
        Failure(format!("{error}: {source}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What a request is built of: where things were put, and the size of a page.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) parameters: Value,
    pub(crate) page_size: Option<i32>,
}

impl Given {
    pub(crate) fn text(&self, parameter: &str) -> &str {
        self.parameters[parameter]
            .as_str()
            .unwrap_or_else(|| panic!("no {parameter} is given: {}", self.parameters))
    }
}

/// How a listing is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reading {
    /// To its end, with so many pages fetched ahead.
    Through { prefetch: usize },
    /// Up to an item, and from a checkpoint there to its end by another paginator.
    Resumed { stop: usize },
}

/// The items up to the end, or up to what struck.
pub(crate) type Read = (Vec<Identity>, Option<paginate_core::Error<Failure>>);

impl Reading {
    pub(crate) async fn read<P>(self, list: impl Fn() -> P) -> Read
    where
        P: Paginator<Item = Identity, Error = Failure>,
    {
        let mut read = Vec::new();
        let mut items = match self {
            Reading::Through { prefetch } => list().prefetch(prefetch).items(),
            Reading::Resumed { stop } => {
                let mut first = list().items();
                while read.len() < stop {
                    match first.try_next().await {
                        Ok(Some(item)) => read.push(item),
                        Ok(None) => panic!("{} items and not {stop}", read.len()),
                        Err(error) => return (read, Some(error)),
                    }
                }
                list().resume_from(first.checkpoint()).items()
            }
        };
        let end = items.try_extend(&mut read).await;
        (read, end.err())
    }
}

/// An annotated function.
pub(crate) struct Listing {
    /// The service as boto3 calls it.
    pub(crate) service: &'static str,
    /// The crate of the SDK.
    pub(crate) sdk: &'static str,
    /// The function. It is named as the operation, or else as its listing in boto3's table.
    pub(crate) name: &'static str,
    /// The arguments of its attribute.
    pub(crate) attribute: &'static str,
    pub(crate) read: fn(SdkConfig, Given, Reading) -> Pin<Box<dyn Future<Output = Read>>>,
}

impl Listing {
    /// What it is called in boto3's table and in the names of the tests.
    pub(crate) fn key(&self) -> String {
        format!("{}.{}", self.service, self.name)
    }
}

/// Annotated functions of one SDK crate, without what is the same for all of them: each takes
/// `&Client` and `&Given` and returns `impl Paginator<Item = Identity, Error = Failure>`.
macro_rules! listings {
    ($service:literal, $sdk:ident: $(
        #[paginate($($argument:tt)*)]
        fn $name:ident($client:ident, $given:ident) $body:block
    )*) => {
        $(
            #[::paginate_core::paginate($($argument)*)]
            fn $name(
                $client: &$sdk::Client,
                $given: &$crate::listing::Given,
            ) -> impl ::paginate_core::Paginator<
                Item = $crate::listing::Identity,
                Error = $crate::listing::Failure,
            > $body
        )*

        pub(super) const LISTINGS: &[$crate::listing::Listing] = &[$(
            $crate::listing::Listing {
                service: $service,
                sdk: stringify!($sdk),
                name: stringify!($name),
                attribute: stringify!($($argument)*),
                read: |config, given, reading| Box::pin(async move {
                    let client = $sdk::Client::new(&config);
                    reading.read(|| $name(&client, &given)).await
                }),
            }
        ),*];
    };
}

/// The members that identify an item of a type.
macro_rules! identity {
    ($($item:ident: $type:ty => $identity:tt)*) => {$(
        impl From<$type> for $crate::listing::Identity {
            fn from($item: $type) -> Self {
                $crate::listing::Identity(::serde_json::json!($identity))
            }
        }
    )*};
}

pub(crate) use {identity, listings};
