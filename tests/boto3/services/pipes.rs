use aws_sdk_pipes::types::Pipe;

use crate::listing::{identity, listings};

identity! {
    pipe: Pipe => [pipe.name, pipe.arn]
}

listings! { "pipes", aws_sdk_pipes:
    #[paginate(token = "next_token", items = "pipes")]
    fn list_pipes(pipes, input) {
        pipes.list_pipes().set_limit(input.page_size)
    }
}
