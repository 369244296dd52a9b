//! A server, with what stands before it and beside it.

use std::any::Any;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use paginate_examples::{ConfigEndpoint, Emulator, Rule, sdk_config};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::boto3::{Boto3, Listed};
use crate::cycle::Cycle;
use crate::listing::{Given, Listing, Read, Reading};
use crate::wire::{Sent, Wire};

/// A server, a proxy that writes down what the server is sent, and boto3. One test at a time uses it.
pub(crate) struct Bench {
    server: &'static str,
    url: String,
    wire: Wire,
    boto3: Boto3,
    /// It stops with the process if not before.
    _process: Box<dyn Any + Send>,
}

static MOTO: LazyLock<Mutex<Bench>> = LazyLock::new(|| {
    let moto = Emulator::moto().unwrap_or_else(|error| panic!("{error}"));
    Bench::of("moto", moto.url(), moto)
});
static MINISTACK: LazyLock<Mutex<Bench>> = LazyLock::new(|| {
    let ministack = Emulator::ministack().unwrap_or_else(|error| panic!("{error}"));
    Bench::of("ministack", ministack.url(), ministack)
});
static ENDPOINT: LazyLock<Mutex<Bench>> = LazyLock::new(|| {
    let runtime = Runtime::new().expect("threads can be had");
    let rules =
        (0..20).map(|evaluations| Rule::sample(&format!("rule-{evaluations}"), evaluations));
    let endpoint = runtime
        .block_on(ConfigEndpoint::start(rules))
        .expect("a port is free");
    Bench::of("endpoint", endpoint.url(), (endpoint, runtime))
});
static CYCLE: LazyLock<Mutex<Bench>> = LazyLock::new(|| {
    let cycle = Cycle::start();
    Bench::of("cycle", cycle.url(), cycle)
});

/// A listing by either side: what was listed, and what was sent for it.
pub(crate) struct Observed<T> {
    pub(crate) listed: T,
    pub(crate) sent: Vec<Sent>,
}

impl Bench {
    fn of(server: &'static str, url: String, process: impl Any + Send) -> Mutex<Self> {
        Mutex::new(Bench {
            server,
            wire: Wire::to(url.clone()),
            url,
            boto3: Boto3::start(),
            _process: Box::new(process),
        })
    }

    pub(crate) fn of_server(name: &str) -> MutexGuard<'static, Self> {
        let bench = match name {
            "moto" => &MOTO,
            "ministack" => &MINISTACK,
            "endpoint" => &ENDPOINT,
            "cycle" => &CYCLE,
            _ => panic!("there is no server `{name}`"),
        };
        // What one test leaves behind, the next one resets.
        bench.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts things on the server until there are so many; what asks for them.
    pub(crate) fn seed(&mut self, listing: &str, total: u64) -> Value {
        self.boto3.seed(listing, self.server, &self.url, total)
    }

    /// As boto3 lists, of so many pages at most.
    pub(crate) fn boto3(
        &mut self,
        listing: &str,
        page_size: Option<i32>,
        most: Option<u64>,
    ) -> Observed<Result<Listed, String>> {
        let listed = self.boto3.list(listing, self.wire.url(), page_size, most);
        Observed {
            listed,
            sent: self.wire.take(),
        }
    }

    /// As the annotated function lists.
    pub(crate) fn ours(
        &self,
        listing: &Listing,
        given: &Given,
        reading: Reading,
    ) -> Observed<Read> {
        let config = sdk_config(self.wire.url());
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime starts");
        let listed = runtime.block_on((listing.read)(config, given.clone(), reading));
        Observed {
            listed,
            sent: self.wire.take(),
        }
    }
}
