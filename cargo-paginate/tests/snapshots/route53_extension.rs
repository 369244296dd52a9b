// Written by cargo-paginate 0.1.0 from aws-sdk-route53 1.132.0.

use aws_sdk_route53::Error;
use aws_sdk_route53::operation::list_cidr_blocks::builders::ListCidrBlocksFluentBuilder;
use aws_sdk_route53::operation::list_cidr_collections::builders::ListCidrCollectionsFluentBuilder;
use aws_sdk_route53::operation::list_cidr_locations::builders::ListCidrLocationsFluentBuilder;
use aws_sdk_route53::operation::list_geo_locations::builders::ListGeoLocationsFluentBuilder;
use aws_sdk_route53::operation::list_health_checks::builders::ListHealthChecksFluentBuilder;
use aws_sdk_route53::operation::list_hosted_zones::builders::ListHostedZonesFluentBuilder;
use aws_sdk_route53::operation::list_hosted_zones_by_name::builders::ListHostedZonesByNameFluentBuilder;
use aws_sdk_route53::operation::list_hosted_zones_by_vpc::builders::ListHostedZonesByVPCFluentBuilder;
use aws_sdk_route53::operation::list_query_logging_configs::builders::ListQueryLoggingConfigsFluentBuilder;
use aws_sdk_route53::operation::list_resource_record_sets::builders::ListResourceRecordSetsFluentBuilder;
use aws_sdk_route53::operation::list_reusable_delegation_sets::builders::ListReusableDelegationSetsFluentBuilder;
use aws_sdk_route53::operation::list_traffic_policies::builders::ListTrafficPoliciesFluentBuilder;
use aws_sdk_route53::operation::list_traffic_policy_instances::builders::ListTrafficPolicyInstancesFluentBuilder;
use aws_sdk_route53::operation::list_traffic_policy_instances_by_hosted_zone::builders::ListTrafficPolicyInstancesByHostedZoneFluentBuilder;
use aws_sdk_route53::operation::list_traffic_policy_instances_by_policy::builders::ListTrafficPolicyInstancesByPolicyFluentBuilder;
use aws_sdk_route53::operation::list_traffic_policy_versions::builders::ListTrafficPolicyVersionsFluentBuilder;
use aws_sdk_route53::operation::list_vpc_association_authorizations::builders::ListVPCAssociationAuthorizationsFluentBuilder;
use aws_sdk_route53::types::{
    CidrBlockSummary, CollectionSummary, DelegationSet, GeoLocationDetails, HealthCheck,
    HostedZone, HostedZoneSummary, LocationSummary, QueryLoggingConfig,
    ResourceRecordSet, TrafficPolicy, TrafficPolicyInstance, TrafficPolicySummary, Vpc,
};
use paginate_core::{Paginator, paginate};

/// Adds `paginate()` to the requests of `aws-sdk-route53`.
pub trait Paginate {
    /// What the operation lists.
    type Item;
    /// Everything that this request lists.
    fn paginate(self) -> impl Paginator<Item = Self::Item, Error = Error> + Send;
}

impl Paginate for ListCidrBlocksFluentBuilder {
    type Item = CidrBlockSummary;
    #[paginate(token = "next_token", items = "cidr_blocks")]
    fn paginate(self) -> impl Paginator<Item = CidrBlockSummary, Error = Error> + Send {
        self
    }
}

impl Paginate for ListCidrCollectionsFluentBuilder {
    type Item = CollectionSummary;
    #[paginate(token = "next_token", items = "cidr_collections")]
    fn paginate(self) -> impl Paginator<Item = CollectionSummary, Error = Error> + Send {
        self
    }
}

impl Paginate for ListCidrLocationsFluentBuilder {
    type Item = LocationSummary;
    #[paginate(token = "next_token", items = "cidr_locations")]
    fn paginate(self) -> impl Paginator<Item = LocationSummary, Error = Error> + Send {
        self
    }
}

impl Paginate for ListGeoLocationsFluentBuilder {
    type Item = GeoLocationDetails;
    #[paginate(
        input_token = ["start_continent_code", "start_country_code", "start_subdivision_code"],
        output_token = ["next_continent_code", "next_country_code", "next_subdivision_code"],
        more_results = "is_truncated",
        items = "geo_location_details_list",
    )]
    fn paginate(
        self,
    ) -> impl Paginator<Item = GeoLocationDetails, Error = Error> + Send {
        self
    }
}

impl Paginate for ListHealthChecksFluentBuilder {
    type Item = HealthCheck;
    #[paginate(
        input_token = "marker",
        output_token = "next_marker",
        more_results = "is_truncated",
        items = "health_checks",
    )]
    fn paginate(self) -> impl Paginator<Item = HealthCheck, Error = Error> + Send {
        self
    }
}

impl Paginate for ListHostedZonesFluentBuilder {
    type Item = HostedZone;
    #[paginate(
        input_token = "marker",
        output_token = "next_marker",
        more_results = "is_truncated",
        items = "hosted_zones",
    )]
    fn paginate(self) -> impl Paginator<Item = HostedZone, Error = Error> + Send {
        self
    }
}

impl Paginate for ListHostedZonesByNameFluentBuilder {
    type Item = HostedZone;
    #[paginate(
        input_token = ["dns_name", "hosted_zone_id"],
        output_token = ["next_dns_name", "next_hosted_zone_id"],
        more_results = "is_truncated",
        items = "hosted_zones",
    )]
    fn paginate(self) -> impl Paginator<Item = HostedZone, Error = Error> + Send {
        self
    }
}

impl Paginate for ListHostedZonesByVPCFluentBuilder {
    type Item = HostedZoneSummary;
    #[paginate(token = "next_token", items = "hosted_zone_summaries")]
    fn paginate(self) -> impl Paginator<Item = HostedZoneSummary, Error = Error> + Send {
        self
    }
}

impl Paginate for ListQueryLoggingConfigsFluentBuilder {
    type Item = QueryLoggingConfig;
    #[paginate(token = "next_token", items = "query_logging_configs")]
    fn paginate(
        self,
    ) -> impl Paginator<Item = QueryLoggingConfig, Error = Error> + Send {
        self
    }
}

impl Paginate for ListResourceRecordSetsFluentBuilder {
    type Item = ResourceRecordSet;
    #[paginate(
        input_token = ["start_record_name", "start_record_type", "start_record_identifier"],
        output_token = ["next_record_name", "next_record_type", "next_record_identifier"],
        more_results = "is_truncated",
        items = "resource_record_sets",
    )]
    fn paginate(self) -> impl Paginator<Item = ResourceRecordSet, Error = Error> + Send {
        self
    }
}

impl Paginate for ListReusableDelegationSetsFluentBuilder {
    type Item = DelegationSet;
    #[paginate(
        input_token = "marker",
        output_token = "next_marker",
        more_results = "is_truncated",
        items = "delegation_sets",
    )]
    fn paginate(self) -> impl Paginator<Item = DelegationSet, Error = Error> + Send {
        self
    }
}

impl Paginate for ListTrafficPoliciesFluentBuilder {
    type Item = TrafficPolicySummary;
    #[paginate(
        token = "traffic_policy_id_marker",
        more_results = "is_truncated",
        items = "traffic_policy_summaries",
    )]
    fn paginate(
        self,
    ) -> impl Paginator<Item = TrafficPolicySummary, Error = Error> + Send {
        self
    }
}

impl Paginate for ListTrafficPolicyInstancesFluentBuilder {
    type Item = TrafficPolicyInstance;
    #[paginate(
        token = ["hosted_zone_id_marker", "traffic_policy_instance_name_marker", "traffic_policy_instance_type_marker"],
        more_results = "is_truncated",
        items = "traffic_policy_instances",
    )]
    fn paginate(
        self,
    ) -> impl Paginator<Item = TrafficPolicyInstance, Error = Error> + Send {
        self
    }
}

impl Paginate for ListTrafficPolicyInstancesByHostedZoneFluentBuilder {
    type Item = TrafficPolicyInstance;
    #[paginate(
        token = ["traffic_policy_instance_name_marker", "traffic_policy_instance_type_marker"],
        more_results = "is_truncated",
        items = "traffic_policy_instances",
    )]
    fn paginate(
        self,
    ) -> impl Paginator<Item = TrafficPolicyInstance, Error = Error> + Send {
        self
    }
}

impl Paginate for ListTrafficPolicyInstancesByPolicyFluentBuilder {
    type Item = TrafficPolicyInstance;
    #[paginate(
        token = ["hosted_zone_id_marker", "traffic_policy_instance_name_marker", "traffic_policy_instance_type_marker"],
        more_results = "is_truncated",
        items = "traffic_policy_instances",
    )]
    fn paginate(
        self,
    ) -> impl Paginator<Item = TrafficPolicyInstance, Error = Error> + Send {
        self
    }
}

impl Paginate for ListTrafficPolicyVersionsFluentBuilder {
    type Item = TrafficPolicy;
    #[paginate(
        token = "traffic_policy_version_marker",
        more_results = "is_truncated",
        items = "traffic_policies",
    )]
    fn paginate(self) -> impl Paginator<Item = TrafficPolicy, Error = Error> + Send {
        self
    }
}

impl Paginate for ListVPCAssociationAuthorizationsFluentBuilder {
    type Item = Vpc;
    #[paginate(token = "next_token", items = "vpcs")]
    fn paginate(self) -> impl Paginator<Item = Vpc, Error = Error> + Send {
        self
    }
}
