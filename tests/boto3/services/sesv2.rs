use aws_sdk_sesv2::types::IdentityInfo;

use crate::listing::{identity, listings};

identity! {
    email: IdentityInfo => [email.identity_name]
}

listings! { "sesv2", aws_sdk_sesv2:
    #[paginate(token = "next_token", items = "email_identities")]
    fn list_email_identities(ses, input) {
        ses.list_email_identities().set_page_size(input.page_size)
    }

    #[paginate(token = "next_token", items = "configuration_sets")]
    fn list_configuration_sets(ses, input) {
        ses.list_configuration_sets().set_page_size(input.page_size)
    }
}
