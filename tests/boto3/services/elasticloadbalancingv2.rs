use aws_sdk_elasticloadbalancingv2::types::{LoadBalancer, Rule};

use crate::listing::{identity, listings};

identity! {
    balancer: LoadBalancer => [balancer.load_balancer_name, balancer.load_balancer_arn]
    rule: Rule => [rule.rule_arn, rule.priority]
}

listings! { "elbv2", aws_sdk_elasticloadbalancingv2:
    #[paginate(input_token = "marker", output_token = "next_marker", items = "load_balancers")]
    fn describe_load_balancers(elb, given) {
        elb.describe_load_balancers().set_page_size(given.page_size)
    }

    #[paginate(input_token = "marker", output_token = "next_marker", items = "rules")]
    fn describe_rules(elb, given) {
        elb.describe_rules()
            .listener_arn(given.text("ListenerArn"))
            .set_page_size(given.page_size)
    }
}
