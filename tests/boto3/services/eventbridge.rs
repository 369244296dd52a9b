use aws_sdk_eventbridge::types::{EventBus, Rule, Target};

use crate::listing::{identity, listings};

identity! {
    rule: Rule => [rule.name, rule.arn]
    target: Target => [target.id, target.arn]
    bus: EventBus => [bus.name, bus.arn]
}

listings! { "events", aws_sdk_eventbridge:
    #[paginate(token = "next_token", items = "rules")]
    fn list_rules(events, input) {
        events.list_rules().set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "targets")]
    fn list_targets_by_rule(events, input) {
        events.list_targets_by_rule().rule(input.text("Rule")).set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "rule_names")]
    fn list_rule_names_by_target(events, input) {
        events
            .list_rule_names_by_target()
            .target_arn(input.text("TargetArn"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "event_buses")]
    fn list_event_buses(events, input) {
        events.list_event_buses().set_limit(input.page_size)
    }
}
