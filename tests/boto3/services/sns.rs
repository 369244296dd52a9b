use aws_sdk_sns::types::{Subscription, Topic};

use crate::listing::{identity, listings};

identity! {
    topic: Topic => [topic.topic_arn]
    subscription: Subscription => [subscription.subscription_arn, subscription.endpoint]
}

listings! { "sns", aws_sdk_sns:
    #[paginate(token = "next_token", items = "topics")]
    fn list_topics(sns, _input) {
        sns.list_topics()
    }

    #[paginate(token = "next_token", items = "subscriptions")]
    fn list_subscriptions(sns, _input) {
        sns.list_subscriptions()
    }

    #[paginate(token = "next_token", items = "subscriptions")]
    fn list_subscriptions_by_topic(sns, input) {
        sns.list_subscriptions_by_topic().topic_arn(input.text("TopicArn"))
    }
}
