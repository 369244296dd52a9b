use aws_sdk_identitystore::types::{Group, User};

use crate::listing::{identity, listings};

identity! {
    user: User => [user.user_id, user.user_name]
    group: Group => [group.group_id, group.display_name]
}

listings! { "identitystore", aws_sdk_identitystore:
    #[paginate(token = "next_token", items = "users")]
    fn list_users(store, input) {
        store
            .list_users()
            .identity_store_id(input.text("IdentityStoreId"))
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "groups")]
    fn list_groups(store, input) {
        store
            .list_groups()
            .identity_store_id(input.text("IdentityStoreId"))
            .set_max_results(input.page_size)
    }
}
