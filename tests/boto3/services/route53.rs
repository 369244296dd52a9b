use aws_sdk_route53::types::{HealthCheck, HostedZone, ResourceRecordSet};

use crate::listing::{identity, listings};

identity! {
    record: ResourceRecordSet => [record.name, record.r#type.as_str(), record.set_identifier]
    zone: HostedZone => [zone.id, zone.name]
    check: HealthCheck => [check.id, check.caller_reference]
}

listings! { "route53", aws_sdk_route53:
    #[paginate(
        input_token = ["start_record_name", "start_record_type", "start_record_identifier"],
        output_token = ["next_record_name", "next_record_type", "next_record_identifier"],
        more_results = "is_truncated",
        items = "resource_record_sets",
    )]
    fn list_resource_record_sets(route53, input) {
        route53
            .list_resource_record_sets()
            .hosted_zone_id(input.text("HostedZoneId"))
            .set_max_items(input.page_size)
    }

    #[paginate(
        input_token = "marker",
        output_token = "next_marker",
        more_results = "is_truncated",
        items = "hosted_zones",
    )]
    fn list_hosted_zones(route53, input) {
        route53.list_hosted_zones().set_max_items(input.page_size)
    }

    #[paginate(
        input_token = |request, marker: String| request.marker(marker),
        output_token = |page| page.next_marker.clone(),
        more_results = |page| page.is_truncated,
        items = |page| page.health_checks,
        send = |request| async move { request.send().await },
    )]
    fn list_health_checks(route53, input) {
        route53.list_health_checks().set_max_items(input.page_size)
    }
}
