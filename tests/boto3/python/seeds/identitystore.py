from .operation import of_service

operation = of_service("identitystore")

STORE = {"IdentityStoreId": "d-1234567890"}

operation(
    "list_users",
    "moto",
    "[UserId, UserName]",
    lambda store, at, n: store.create_user(
        **at,
        UserName=f"user-{n:03}",
        DisplayName="user",
        Name={"GivenName": "user", "FamilyName": str(n)},
    ),
    prepare=lambda store: STORE,
)
operation(
    "list_groups",
    "moto",
    "[GroupId, DisplayName]",
    lambda store, at, n: store.create_group(**at, DisplayName=f"group-{n:03}"),
    prepare=lambda store: STORE,
)
