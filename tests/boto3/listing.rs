//! The annotated functions as values, with the types that make their results comparable to those of boto3.

use std::error::Error as _;
use std::fmt;
use std::pin::Pin;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_types::SdkConfig;
use paginate_core::Paginator;
use serde_json::Value;

/// The members that identify an item. The Python program selects the same members.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Identity(pub(crate) Value);

impl From<String> for Identity {
    fn from(name: String) -> Self {
        Identity(name.into())
    }
}

/// An error of the SDK, of any operation.
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

/// The input of a request: the parameters that select the created resources, and the page size.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) parameters: Value,
    pub(crate) page_size: Option<i32>,
}

impl Input {
    pub(crate) fn text(&self, parameter: &str) -> &str {
        self.parameters[parameter]
            .as_str()
            .unwrap_or_else(|| panic!("the parameter {parameter} is missing: {}", self.parameters))
    }
}

/// How a listing is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mode {
    /// From the start to the end, with this prefetch depth.
    Through { prefetch: usize },
    /// Up to a number of items, and then from the checkpoint to the end, with a second paginator.
    Resumed { stop: usize },
}

/// The items up to the end or up to an error.
pub(crate) type Outcome = (Vec<Identity>, Option<paginate_core::Error<Failure>>);

impl Mode {
    pub(crate) async fn read<P>(self, list: impl Fn() -> P) -> Outcome
    where
        P: Paginator<Item = Identity, Error = Failure>,
    {
        let mut read = Vec::new();
        let mut items = match self {
            Mode::Through { prefetch } => list().prefetch(prefetch).items(),
            Mode::Resumed { stop } => {
                let mut first = list().items();
                while read.len() < stop {
                    match first.try_next().await {
                        Ok(Some(item)) => read.push(item),
                        Ok(None) => panic!("found {} items, expected {stop}", read.len()),
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
    /// The name of the service in boto3.
    pub(crate) service: &'static str,
    /// The name of the SDK crate.
    pub(crate) sdk: &'static str,
    /// The name of the function, which is also the name of the listing in the Python program.
    pub(crate) name: &'static str,
    /// The arguments of its attribute.
    pub(crate) attribute: &'static str,
    pub(crate) read: fn(SdkConfig, Input, Mode) -> Pin<Box<dyn Future<Output = Outcome>>>,
}

impl Listing {
    /// Reads the items with the Rust SDK.
    pub(crate) fn read(
        &self,
        input: &Input,
        mode: Mode,
    ) -> impl FnOnce(SdkConfig) -> Pin<Box<dyn Future<Output = Outcome>>> {
        let (read, input) = (self.read, input.clone());
        move |config| read(config, input, mode)
    }

    /// Returns the key of the listing in the Python program, which is also the name of the test.
    pub(crate) fn key(&self) -> String {
        format!("{}.{}", self.service, self.name)
    }
}

/// Declares the annotated functions of one SDK crate. Each function takes `&Client` and `&Input`, and returns
/// `impl Paginator<Item = Identity, Error = Failure>`.
macro_rules! listings {
    ($service:literal, $sdk:ident: $(
        #[paginate($($argument:tt)*)]
        fn $name:ident($client:ident, $input:ident) $body:block
    )*) => {
        $(
            #[::paginate_core::paginate($($argument)*)]
            fn $name(
                $client: &$sdk::Client,
                $input: &$crate::listing::Input,
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
                read: |config, input, mode| Box::pin(async move {
                    let client = $sdk::Client::new(&config);
                    mode.read(|| $name(&client, &input)).await
                }),
            }
        ),*];
    };
}

/// Declares the members that identify an item of a type.
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
