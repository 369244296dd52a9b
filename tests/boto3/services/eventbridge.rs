use aws_sdk_eventbridge::types::{EventBus, Rule, Target};

use crate::listing::{identity, listings};

identity! {
    rule: Rule => [rule.name, rule.arn]
    target: Target => [target.id, target.arn]
    bus: EventBus => [bus.name, bus.arn]
}

listings! { "events", aws_sdk_eventbridge:
    #[paginate(token = "next_token", items = "rules")]
    fn list_rules(events, given) {
        events.list_rules().set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "targets")]
    fn list_targets_by_rule(events, given) {
        events.list_targets_by_rule().rule(given.text("Rule")).set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "rule_names")]
    fn list_rule_names_by_target(events, given) {
        events
            .list_rule_names_by_target()
            .target_arn(given.text("TargetArn"))
            .set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "event_buses")]
    fn list_event_buses(events, given) {
        events.list_event_buses().set_limit(given.page_size)
    }
}
