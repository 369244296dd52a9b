// Written by cargo-paginate 0.1.0 from aws-sdk-eventbridge 1.127.0.

use aws_sdk_eventbridge::types::{
    ApiDestination, Archive, Connection, Endpoint, EventBus, EventSource,
    PartnerEventSource, PartnerEventSourceAccount, Replay, Rule, Target,
};
use aws_sdk_eventbridge::{Client, Error};
use paginate_core::{Paginator, paginate};

/// Everything that `ListApiDestinations` lists.
#[paginate(token = "next_token", items = "api_destinations")]
pub fn list_api_destinations(
    client: &Client,
) -> impl Paginator<Item = ApiDestination, Error = Error> + use<> {
    client.list_api_destinations()
}

/// Everything that `ListArchives` lists.
#[paginate(token = "next_token", items = "archives")]
pub fn list_archives(
    client: &Client,
) -> impl Paginator<Item = Archive, Error = Error> + use<> {
    client.list_archives()
}

/// Everything that `ListConnections` lists.
#[paginate(token = "next_token", items = "connections")]
pub fn list_connections(
    client: &Client,
) -> impl Paginator<Item = Connection, Error = Error> + use<> {
    client.list_connections()
}

/// Everything that `ListEndpoints` lists.
#[paginate(token = "next_token", items = "endpoints")]
pub fn list_endpoints(
    client: &Client,
) -> impl Paginator<Item = Endpoint, Error = Error> + use<> {
    client.list_endpoints()
}

/// Everything that `ListEventBuses` lists.
#[paginate(token = "next_token", items = "event_buses")]
pub fn list_event_buses(
    client: &Client,
) -> impl Paginator<Item = EventBus, Error = Error> + use<> {
    client.list_event_buses()
}

/// Everything that `ListEventSources` lists.
#[paginate(token = "next_token", items = "event_sources")]
pub fn list_event_sources(
    client: &Client,
) -> impl Paginator<Item = EventSource, Error = Error> + use<> {
    client.list_event_sources()
}

/// Everything that `ListPartnerEventSourceAccounts` lists.
#[paginate(token = "next_token", items = "partner_event_source_accounts")]
pub fn list_partner_event_source_accounts(
    client: &Client,
    event_source_name: &str,
) -> impl Paginator<Item = PartnerEventSourceAccount, Error = Error> + use<> {
    client.list_partner_event_source_accounts().event_source_name(event_source_name)
}

/// Everything that `ListPartnerEventSources` lists.
#[paginate(token = "next_token", items = "partner_event_sources")]
pub fn list_partner_event_sources(
    client: &Client,
    name_prefix: &str,
) -> impl Paginator<Item = PartnerEventSource, Error = Error> + use<> {
    client.list_partner_event_sources().name_prefix(name_prefix)
}

/// Everything that `ListReplays` lists.
#[paginate(token = "next_token", items = "replays")]
pub fn list_replays(
    client: &Client,
) -> impl Paginator<Item = Replay, Error = Error> + use<> {
    client.list_replays()
}

/// Everything that `ListRuleNamesByTarget` lists.
#[paginate(token = "next_token", items = "rule_names")]
pub fn list_rule_names_by_target(
    client: &Client,
    target_arn: &str,
) -> impl Paginator<Item = String, Error = Error> + use<> {
    client.list_rule_names_by_target().target_arn(target_arn)
}

/// Everything that `ListRules` lists.
#[paginate(token = "next_token", items = "rules")]
pub fn list_rules(
    client: &Client,
) -> impl Paginator<Item = Rule, Error = Error> + use<> {
    client.list_rules()
}

/// Everything that `ListTargetsByRule` lists.
#[paginate(token = "next_token", items = "targets")]
pub fn list_targets_by_rule(
    client: &Client,
    rule: &str,
) -> impl Paginator<Item = Target, Error = Error> + use<> {
    client.list_targets_by_rule().rule(rule)
}
