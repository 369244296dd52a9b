use aws_sdk_elasticloadbalancing::types::LoadBalancerDescription;

use crate::listing::{identity, listings};

identity! {
    balancer: LoadBalancerDescription => [balancer.load_balancer_name, balancer.dns_name]
}

listings! { "elb", aws_sdk_elasticloadbalancing:
    #[paginate(
        input_token = "marker",
        output_token = "next_marker",
        items = "load_balancer_descriptions",
    )]
    fn describe_load_balancers(elb, input) {
        elb.describe_load_balancers().set_page_size(input.page_size)
    }
}
