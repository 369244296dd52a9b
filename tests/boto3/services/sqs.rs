use crate::listing::listings;

listings! { "sqs", aws_sdk_sqs:
    #[paginate(token = "next_token", items = "queue_urls")]
    fn list_queues(sqs, input) {
        sqs.list_queues().set_max_results(input.page_size)
    }
}
