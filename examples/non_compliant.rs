//! Lists all resources that an AWS Config rule found non-compliant: a command-line program with error messages, exit codes and
//! a progress indicator.
//!
//! `cargo run -p paginate-examples --example non_compliant` prints 2,800 resources from 28 pages, one per line. It needs no
//! AWS account: by default it starts an endpoint in its own process.

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

/// Lists the resources that an AWS Config rule found non-compliant.
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

async fn list(config: &Client, options: &Options) -> Result<(), Failure> {
    let mut results = non_compliant(config, &options.rule, options.limit).items();
    let mut count = 0;
    let progress = progress();
    while let Some(result) = results.try_next().await.map_err(Failure::Listing)? {
        let line = line(&result);
        progress
            .suspend(|| writeln!(io::stdout(), "{line}"))
            .map_err(Failure::Output)?;
        count += 1;
        progress.set_message(format!("{count} resources, page {}", results.page_count()));
    }
    progress.finish_and_clear();
    eprintln!(
        "{count} non-compliant resources on {} pages",
        results.page_count()
    );
    Ok(())
}

/// List the resources that an AWS Config rule found non-compliant: type, id, and time.
///
/// By default, the program starts an endpoint in its own process. The endpoint has one rule, `required-tags`.
#[derive(Parser)]
#[command(name = "non_compliant")]
struct Options {
    /// Name of the rule
    #[arg(long, value_name = "NAME", default_value = "required-tags")]
    rule: String,

    /// Resources per page, 1 to 100; 0 uses the default of the service, 10
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(i32).range(0..=100))]
    limit: i32,

    /// Send the requests to this endpoint instead of the built-in one
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,

    /// Use AWS, with the credentials and the region of your environment; requires
    /// `cargo run -p paginate-examples --example non_compliant --features live`
    #[arg(long)]
    live: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::parse();
    let listed = tokio::select! {
        // The first poll of `ctrl_c` installs the signal handler, so `ctrl_c` is polled before the first request is sent.
        biased;
        Ok(()) = tokio::signal::ctrl_c() => return ExitCode::from(130),
        listed = run(&options) => listed,
    };
    match listed {
        Ok(()) => ExitCode::SUCCESS,
        // The reader closed the pipe, as `| head` does.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {}", failure.message(&options));
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<(), Failure> {
    match &options.endpoint_url {
        _ if options.live => list(&live_client(options).await?, options).await,
        Some(url) => list(&Client::new(&sdk_config(url)), options).await,
        None => {
            let rule = Rule::sample("required-tags", 4_200);
            let endpoint = ConfigEndpoint::start([rule])
                .await
                .map_err(Failure::Endpoint)?;
            list(&Client::new(&sdk_config(&endpoint.url())), options).await
        }
    }
}

#[cfg(feature = "live")]
async fn live_client(options: &Options) -> Result<Client, Failure> {
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
    reason = "with the feature `live`, the function is async"
)]
async fn live_client(_: &Options) -> Result<Client, Failure> {
    Err(Failure::NotLive)
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

/// Returns a spinner if the output is a terminal, and a hidden progress bar otherwise.
fn progress() -> ProgressBar {
    if io::stdout().is_terminal() {
        ProgressBar::new_spinner()
    } else {
        ProgressBar::hidden()
    }
}

/// The reason why the program failed.
enum Failure {
    Listing(paginate_core::Error<Error>),
    Output(io::Error),
    Endpoint(io::Error),
    #[cfg(not(feature = "live"))]
    NotLive,
}

impl Failure {
    fn message(self, options: &Options) -> String {
        match self {
            Failure::Listing(paginate_core::Error::Operation { page, source }) => {
                match (&source, source.message()) {
                    (Error::NoSuchConfigRuleException(_), _) => {
                        format!("AWS Config has no rule named `{}`", options.rule)
                    }
                    (_, Some(message)) => {
                        format!("AWS Config rejected the request for page {page}: {message}")
                    }
                    (_, None) => {
                        format!(
                            "the request for page {page} failed: {}",
                            root_cause(&source)
                        )
                    }
                }
            }
            Failure::Listing(error) => error.to_string(),
            Failure::Output(error) => format!("cannot write the output: {error}"),
            Failure::Endpoint(error) => format!("cannot start an endpoint on loopback: {error}"),
            #[cfg(not(feature = "live"))]
            Failure::NotLive => {
                "`--live` requires the feature `live`: run `cargo run -p paginate-examples --example non_compliant --features live -- --live`".into()
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
