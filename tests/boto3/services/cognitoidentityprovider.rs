use aws_sdk_cognitoidentityprovider::types::{
    GroupType, ProviderDescription, ResourceServerType, UserPoolClientDescription,
    UserPoolDescriptionType, UserType,
};

use crate::listing::{identity, listings};

identity! {
    pool: UserPoolDescriptionType => [pool.id, pool.name]
    user: UserType => [user.username]
    group: GroupType => [group.group_name, group.user_pool_id]
    client: UserPoolClientDescription => [client.client_id, client.client_name]
    provider: ProviderDescription => [provider.provider_name]
    server: ResourceServerType => [server.identifier, server.name]
}

listings! { "cognito-idp", aws_sdk_cognitoidentityprovider:
    #[paginate(token = "next_token", items = "user_pools")]
    fn list_user_pools(cognito, given) {
        cognito.list_user_pools().set_max_results(given.page_size)
    }

    #[paginate(token = "pagination_token", items = "users")]
    fn list_users(cognito, given) {
        cognito
            .list_users()
            .user_pool_id(given.text("UserPoolId"))
            .set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "groups")]
    fn list_groups(cognito, given) {
        cognito
            .list_groups()
            .user_pool_id(given.text("UserPoolId"))
            .set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "users")]
    fn list_users_in_group(cognito, given) {
        cognito
            .list_users_in_group()
            .user_pool_id(given.text("UserPoolId"))
            .group_name(given.text("GroupName"))
            .set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "groups")]
    fn admin_list_groups_for_user(cognito, given) {
        cognito
            .admin_list_groups_for_user()
            .user_pool_id(given.text("UserPoolId"))
            .username(given.text("Username"))
            .set_limit(given.page_size)
    }

    #[paginate(token = "next_token", items = "user_pool_clients")]
    fn list_user_pool_clients(cognito, given) {
        cognito
            .list_user_pool_clients()
            .user_pool_id(given.text("UserPoolId"))
            .set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "providers")]
    fn list_identity_providers(cognito, given) {
        cognito
            .list_identity_providers()
            .user_pool_id(given.text("UserPoolId"))
            .set_max_results(given.page_size)
    }

    #[paginate(token = "next_token", items = "resource_servers")]
    fn list_resource_servers(cognito, given) {
        cognito
            .list_resource_servers()
            .user_pool_id(given.text("UserPoolId"))
            .set_max_results(given.page_size)
    }
}
