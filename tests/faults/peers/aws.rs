//! `into_paginator` of the AWS SDK, with Route 53: its responses have a flag for more results.

use std::fmt::Write;
use std::time::Duration;

use aws_sdk_route53::config::retry::RetryConfig;
use aws_sdk_route53::types::HostedZone;
use aws_sdk_route53::{Client, Config};
use axum::response::IntoResponse;
use paginate_examples::sdk_config;

use super::{Peer, no_offsets};
use crate::fault::Fault;
use crate::service::{Page, Position, Protocol, parameter};
use crate::session::Session;

pub(super) const ITEMS: Peer = Peer {
    package: "aws-sdk-route53",
    call: "into_paginator().items()",
    protocol: Some(PROTOCOL),
    read: |session| Box::pin(items(session, true)),
    inexpressible: no_offsets,
    option: |fault| {
        (fault == Fault::RepeatedToken).then_some((STOP, |session| Box::pin(items(session, false))))
    },
};

pub(super) const PAGES: Peer = Peer {
    call: "into_paginator()",
    read: |session| Box::pin(pages(session, true)),
    option: |fault| {
        (fault == Fault::RepeatedToken).then_some((STOP, |session| Box::pin(pages(session, false))))
    },
    ..ITEMS
};

/// The option that does not stop at a repeated token.
const STOP: &str = "`stop_on_duplicate_token(false)`";

const PROTOCOL: Protocol = Protocol {
    position: |uri| Position::Token(parameter(uri, "marker")),
    page: |page, _| xml(page).into_response(),
    failure: || {
        "<ErrorResponse><Error><Code>InternalFailure</Code></Error></ErrorResponse>".into_response()
    },
};

fn xml(page: Page) -> String {
    let mut zones = String::new();
    for item in page.items {
        let _ = write!(
            zones,
            "<HostedZone><Id>/hostedzone/Z{item}</Id><Name>{item}</Name><CallerReference>{item}</CallerReference></HostedZone>"
        );
    }
    let next = page
        .next
        .map(|next| format!("<NextMarker>{next}</NextMarker>"));
    format!(
        "<ListHostedZonesResponse><HostedZones>{zones}</HostedZones><IsTruncated>{}</IsTruncated>{}<MaxItems>3</MaxItems></ListHostedZonesResponse>",
        page.more == Some(true),
        next.unwrap_or_default(),
    )
}

/// Returns a client that waits shorter before it retries than by default, and retries as often.
fn client(session: &Session) -> Client {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = Config::from(&sdk_config(session.url())).to_builder();
    Client::from_conf(config.retry_config(retries).build())
}

fn number(zone: &HostedZone) -> u32 {
    zone.name.parse().expect("a number")
}

async fn items(session: &Session, stop: bool) -> Result<(), Box<dyn std::error::Error>> {
    let zones = client(session).list_hosted_zones().into_paginator();
    let zones = zones.stop_on_duplicate_token(stop).page_size(3);
    let mut zones = zones.items().send();
    while let Some(zone) = session.wait(async || zones.try_next().await).await? {
        session.item(number(&zone)).await;
    }
    Ok(())
}

/// Writes the marker of the next page down, and begins there.
async fn pages(session: &Session, stop: bool) -> Result<(), Box<dyn std::error::Error>> {
    let zones = client(session).list_hosted_zones();
    let zones = zones.set_marker(session.place()).into_paginator();
    let zones = zones.stop_on_duplicate_token(stop).page_size(3);
    let mut pages = zones.send();
    while let Some(page) = session.wait(async || pages.try_next().await).await? {
        for zone in page.hosted_zones() {
            session.item(number(zone)).await;
        }
        session.write_down(page.next_marker);
    }
    Ok(())
}
