//! Lists every resource that one AWS Config rule found non-compliant, whichever page it comes on.
//!
//! `cargo run --example non_compliant` needs no account: it starts an endpoint of its own.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use aws_sdk_config::error::ProvideErrorMetadata;
use aws_sdk_config::primitives::DateTimeFormat;
use aws_sdk_config::types::{ComplianceType, EvaluationResult};
use aws_sdk_config::{Client, Error};
use clap::Parser;
use indicatif::ProgressBar;
use paginate_core::{Paginator, paginate};
use paginate_examples::{ConfigEndpoint, Rule, sdk_config};

/// The resources that one AWS Config rule found non-compliant.
#[paginate(token = "next_token", items = "evaluation_results")]
fn non_compliant(
    config: &Client,
    rule: &str,
    page_size: i32,
) -> impl Paginator<Item = EvaluationResult, Error = Error> {
    config
        .get_compliance_details_by_config_rule()
        .config_rule_name(rule)
        .compliance_types(ComplianceType::NonCompliant)
        .limit(page_size)
}

async fn list(config: &Client, options: &Options) -> Result<(), Stop> {
    let mut results = non_compliant(config, &options.rule, options.limit).items();
    let mut count = 0;
    let progress = progress();
    while let Some(result) = results.try_next().await.map_err(Stop::Listing)? {
        let line = line(&result);
        progress
            .suspend(|| writeln!(io::stdout(), "{line}"))
            .map_err(Stop::Output)?;
        count += 1;
        progress.set_message(format!("{count} resources, page {}", results.page()));
    }
    progress.finish_and_clear();
    eprintln!(
        "{count} non-compliant resources on {} pages",
        results.page()
    );
    Ok(())
}

/// List the resources that an AWS Config rule found non-compliant: type, id, and when.
///
/// Without --endpoint-url and --live, an endpoint with one rule, `required-tags`, is started in this
/// process and listed.
#[derive(Parser)]
#[command(name = "non_compliant")]
struct Options {
    /// The rule whose results are listed
    #[arg(long, value_name = "NAME", default_value = "required-tags")]
    rule: String,

    /// Resources a page, 1 to 100; 0 leaves it to the service, which sends 10
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(i32).range(0..=100))]
    limit: i32,

    /// The endpoint to ask, instead of one in this process
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,

    /// Ask with the credentials and the region of your environment; takes `cargo run --features live`
    #[arg(long)]
    live: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::parse();
    let listed = tokio::select! {
        listed = run(&options) => listed,
        Ok(()) = tokio::signal::ctrl_c() => return ExitCode::from(130),
    };
    match listed {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read this has seen enough: `| head`.
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("error: {}", stop.sentence(&options));
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<(), Stop> {
    match &options.endpoint_url {
        _ if options.live => list(&live_client(options).await?, options).await,
        Some(url) => list(&Client::new(&sdk_config(url)), options).await,
        None => {
            let rule = Rule::sample("required-tags", 4_200);
            let endpoint = ConfigEndpoint::start([rule])
                .await
                .map_err(Stop::Endpoint)?;
            list(&Client::new(&sdk_config(&endpoint.url())), options).await
        }
    }
}

#[cfg(feature = "live")]
async fn live_client(options: &Options) -> Result<Client, Stop> {
    use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

    let https = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https();
    let mut environment =
        aws_config::defaults(aws_sdk_config::config::BehaviorVersion::latest()).http_client(https);
    if let Some(url) = &options.endpoint_url {
        environment = environment.endpoint_url(url);
    }
    Ok(Client::new(&environment.load().await))
}

#[cfg(not(feature = "live"))]
#[expect(
    clippy::unused_async,
    reason = "what the feature `live` puts here is asynchronous"
)]
async fn live_client(_: &Options) -> Result<Client, Stop> {
    Err(Stop::NotLive)
}

fn line(result: &EvaluationResult) -> String {
    let resource = result
        .evaluation_result_identifier()
        .and_then(|identifier| identifier.evaluation_result_qualifier());
    let kind = resource
        .and_then(|resource| resource.resource_type())
        .unwrap_or("?");
    let id = resource
        .and_then(|resource| resource.resource_id())
        .unwrap_or("?");
    let when = result
        .result_recorded_time()
        .and_then(|time| time.fmt(DateTimeFormat::DateTime).ok());
    format!("{kind:<24} {id:<16} {}", when.as_deref().unwrap_or("?"))
}

/// A spinner on a terminal, and nothing in a pipe.
fn progress() -> ProgressBar {
    if io::stdout().is_terminal() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    }
}

/// Why the listing stopped before its end.
enum Stop {
    Listing(paginate_core::Error<Error>),
    Output(io::Error),
    Endpoint(io::Error),
    #[cfg(not(feature = "live"))]
    NotLive,
}

impl Stop {
    fn sentence(self, options: &Options) -> String {
        match self {
            Stop::Listing(paginate_core::Error::Operation { page, source }) => {
                match (&source, source.message()) {
                    (Error::NoSuchConfigRuleException(_), _) => {
                        format!("AWS Config has no rule named `{}`", options.rule)
                    }
                    (_, Some(message)) => format!("AWS Config refused page {page}: {message}"),
                    (_, None) => format!("page {page} cannot be had: {}", root_cause(&source)),
                }
            }
            Stop::Listing(error) => error.to_string(),
            Stop::Output(error) => format!("the list cannot be written: {error}"),
            Stop::Endpoint(error) => format!("no endpoint can be started on loopback: {error}"),
            #[cfg(not(feature = "live"))]
            Stop::NotLive => {
                "this build has no TLS, so `--live` takes `cargo run --features live`".into()
            }
        }
    }
}

fn root_cause(mut error: &dyn std::error::Error) -> String {
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
