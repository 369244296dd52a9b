//! A server under test, with a recording proxy in front of it and a boto3 process.

use std::any::Any;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use aws_types::SdkConfig;
use paginate_examples::{ConfigEndpoint, Emulator, Rule, sdk_config};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::boto3::{Boto3, Listed};
use crate::cycle;
use crate::proxy::{Proxy, Sent};

/// A server, a proxy that records the requests, and boto3. One test at a time uses it.
pub(crate) struct Fixture {
    server: &'static str,
    url: String,
    proxy: Proxy,
    boto3: Boto3,
    /// Keeps the server running.
    _process: Box<dyn Any + Send>,
}

static MOTO: LazyLock<Mutex<Fixture>> = LazyLock::new(|| {
    let moto = Emulator::moto().unwrap_or_else(|error| panic!("{error}"));
    Fixture::of("moto", moto.url(), moto)
});
static MINISTACK: LazyLock<Mutex<Fixture>> = LazyLock::new(|| {
    let ministack = Emulator::ministack().unwrap_or_else(|error| panic!("{error}"));
    Fixture::of("ministack", ministack.url(), ministack)
});
static ENDPOINT: LazyLock<Mutex<Fixture>> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("the runtime starts");
    let rules =
        (0..20).map(|evaluations| Rule::sample(&format!("rule-{evaluations}"), evaluations));
    let endpoint = runtime
        .block_on(ConfigEndpoint::start(rules))
        .expect("the endpoint starts");
    Fixture::of("endpoint", endpoint.url(), (endpoint, runtime))
});
static CYCLE: LazyLock<Mutex<Fixture>> = LazyLock::new(|| {
    let cycle = cycle::start();
    Fixture::of("cycle", cycle.url().to_owned(), cycle)
});

/// The result of a listing, and its requests.
pub(crate) struct Observation<T> {
    pub(crate) listed: T,
    pub(crate) sent: Vec<Sent>,
}

impl Fixture {
    fn of(server: &'static str, url: String, process: impl Any + Send) -> Mutex<Self> {
        Mutex::new(Fixture {
            server,
            proxy: Proxy::to(url.clone()),
            url,
            boto3: Boto3::start(),
            _process: Box::new(process),
        })
    }

    /// Waits until no other test uses the server.
    pub(crate) fn lock(name: &str) -> MutexGuard<'static, Self> {
        let fixture = match name {
            "moto" => &MOTO,
            "ministack" => &MINISTACK,
            "endpoint" => &ENDPOINT,
            "cycle" => &CYCLE,
            _ => panic!("unknown server `{name}`"),
        };
        // A panic of the previous test does no harm, because each test resets the server.
        fixture.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates resources on the server until there are `total`, and returns the request parameters that list them.
    pub(crate) fn seed(&mut self, listing: &str, total: u64) -> Value {
        self.boto3.seed(listing, self.server, &self.url, total)
    }

    /// Lists with boto3. Stops after `max_pages` pages.
    pub(crate) fn boto3(
        &mut self,
        listing: &str,
        page_size: Option<i32>,
        max_pages: Option<u64>,
    ) -> Observation<Result<Listed, String>> {
        let listed = self
            .boto3
            .list(listing, self.proxy.url(), page_size, max_pages);
        Observation {
            listed,
            sent: self.proxy.take(),
        }
    }

    /// Lists all segments of a table with boto3, at the same time.
    pub(crate) fn boto3_segments(
        &mut self,
        listing: &str,
        page_size: i32,
        segments: i32,
    ) -> Observation<Vec<Vec<Value>>> {
        let listed = self
            .boto3
            .list_segments(listing, self.proxy.url(), page_size, segments);
        Observation {
            listed,
            sent: self.proxy.take(),
        }
    }

    /// Lists with an annotated function.
    pub(crate) fn ours<T, F: Future<Output = T>>(
        &self,
        list: impl FnOnce(SdkConfig) -> F,
    ) -> Observation<T> {
        let config = sdk_config(self.proxy.url());
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("the runtime starts");
        let listed = runtime.block_on(list(config));
        Observation {
            listed,
            sent: self.proxy.take(),
        }
    }
}
