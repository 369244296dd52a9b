use aws_sdk_elasticloadbalancingv2::types::{LoadBalancer, Rule};

use crate::listing::{identity, listings};

identity! {
    balancer: LoadBalancer => [balancer.load_balancer_name, balancer.load_balancer_arn]
    rule: Rule => [rule.rule_arn, rule.priority]
}

listings! { "elbv2", aws_sdk_elasticloadbalancingv2:
    #[paginate(input_token = "marker", output_token = "next_marker", items = "load_balancers")]
    fn describe_load_balancers(elb, input) {
        elb.describe_load_balancers().set_page_size(input.page_size)
    }

    #[paginate(input_token = "marker", output_token = "next_marker", items = "rules")]
    fn describe_rules(elb, input) {
        elb.describe_rules()
            .listener_arn(input.text("ListenerArn"))
            .set_page_size(input.page_size)
    }
}
