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
    fn list_user_pools(cognito, input) {
        cognito.list_user_pools().set_max_results(input.page_size)
    }

    #[paginate(token = "pagination_token", items = "users")]
    fn list_users(cognito, input) {
        cognito
            .list_users()
            .user_pool_id(input.text("UserPoolId"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "groups")]
    fn list_groups(cognito, input) {
        cognito
            .list_groups()
            .user_pool_id(input.text("UserPoolId"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "users")]
    fn list_users_in_group(cognito, input) {
        cognito
            .list_users_in_group()
            .user_pool_id(input.text("UserPoolId"))
            .group_name(input.text("GroupName"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "groups")]
    fn admin_list_groups_for_user(cognito, input) {
        cognito
            .admin_list_groups_for_user()
            .user_pool_id(input.text("UserPoolId"))
            .username(input.text("Username"))
            .set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "user_pool_clients")]
    fn list_user_pool_clients(cognito, input) {
        cognito
            .list_user_pool_clients()
            .user_pool_id(input.text("UserPoolId"))
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "providers")]
    fn list_identity_providers(cognito, input) {
        cognito
            .list_identity_providers()
            .user_pool_id(input.text("UserPoolId"))
            .set_max_results(input.page_size)
    }

    #[paginate(token = "next_token", items = "resource_servers")]
    fn list_resource_servers(cognito, input) {
        cognito
            .list_resource_servers()
            .user_pool_id(input.text("UserPoolId"))
            .set_max_results(input.page_size)
    }
}
