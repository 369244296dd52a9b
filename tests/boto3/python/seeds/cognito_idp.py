from .operation import each, of_service

operation = of_service("cognito-idp")


def pool(cognito):
    return {"UserPoolId": cognito.create_user_pool(PoolName="pool")["UserPool"]["Id"]}


def create_user(cognito, at, n):
    cognito.admin_create_user(UserPoolId=at["UserPoolId"], Username=f"user-{n:03}")


def create_group(cognito, at, n):
    cognito.create_group(UserPoolId=at["UserPoolId"], GroupName=f"group-{n:03}")


def with_group(cognito):
    at = pool(cognito)
    cognito.create_group(**at, GroupName="group")
    return {**at, "GroupName": "group"}


def with_user(cognito):
    at = pool(cognito)
    create_user(cognito, at, 0)
    return {**at, "Username": "user-000"}


operation(
    "list_user_pools",
    "moto",
    "[Id, Name]",
    lambda cognito, at, n: cognito.create_user_pool(PoolName=f"pool-{n:03}"),
)
operation("list_users", "moto", "[Username]", create_user, prepare=pool)
operation("list_groups", "moto", "[GroupName, UserPoolId]", create_group, prepare=pool)
operation(
    "list_users_in_group",
    "moto",
    "[Username]",
    each(
        create_user,
        lambda cognito, at, n: cognito.admin_add_user_to_group(**at, Username=f"user-{n:03}"),
    ),
    prepare=with_group,
)
operation(
    "admin_list_groups_for_user",
    "moto",
    "[GroupName, UserPoolId]",
    each(
        create_group,
        lambda cognito, at, n: cognito.admin_add_user_to_group(**at, GroupName=f"group-{n:03}"),
    ),
    prepare=with_user,
)
operation(
    "list_user_pool_clients",
    "moto",
    "[ClientId, ClientName]",
    lambda cognito, at, n: cognito.create_user_pool_client(**at, ClientName=f"client-{n:03}"),
    prepare=pool,
)
operation(
    "list_identity_providers",
    "moto",
    "[ProviderName]",
    lambda cognito, at, n: cognito.create_identity_provider(
        **at, ProviderName=f"provider-{n:03}", ProviderType="OIDC", ProviderDetails={"client_id": "id"}
    ),
    prepare=pool,
)
operation(
    "list_resource_servers",
    "moto",
    "[Identifier, Name]",
    lambda cognito, at, n: cognito.create_resource_server(
        **at, Identifier=f"https://{n:03}.example.com", Name=f"server-{n:03}"
    ),
    prepare=pool,
)
