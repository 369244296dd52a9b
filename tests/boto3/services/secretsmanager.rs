use aws_sdk_secretsmanager::types::{Filter, FilterNameStringType, SecretListEntry, SecretValueEntry};

use crate::listing::{identity, listings};

identity! {
    secret: SecretListEntry => [secret.name, secret.arn]
    value: SecretValueEntry => [value.name, value.secret_string]
}

listings! { "secretsmanager", aws_sdk_secretsmanager:
    #[paginate(token = "next_token", items = "secret_list")]
    fn list_secrets(secrets, input) {
        secrets.list_secrets().set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "secret_values")]
    fn batch_get_secret_value(secrets, input) {
        let filter = Filter::builder().key(FilterNameStringType::Name).values("secret").build();
        secrets.batch_get_secret_value().filters(filter).set_max_results(input.page_size)
    }
}
