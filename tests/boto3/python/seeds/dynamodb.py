from .operation import of_service

operation = of_service("dynamodb")


def table(dynamodb):
    dynamodb.create_table(
        TableName="listed",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "year", "AttributeType": "N"},
            {"AttributeName": "title", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "year", "KeyType": "HASH"},
            {"AttributeName": "title", "KeyType": "RANGE"},
        ],
    )
    return {"TableName": "listed"}


def put_item(dynamodb, at, n):
    item = {"year": {"N": "2026"}, "title": {"S": f"title-{n:03}"}}
    dynamodb.put_item(TableName=at["TableName"], Item=item)


def put_item_of_another_year(dynamodb, at, n):
    item = {"year": {"N": str(1900 + n)}, "title": {"S": "title"}}
    dynamodb.put_item(TableName=at["TableName"], Item=item)


def of_the_year(dynamodb):
    return {
        **table(dynamodb),
        "KeyConditionExpression": "#year = :year",
        "ExpressionAttributeNames": {"#year": "year"},
        "ExpressionAttributeValues": {":year": {"N": "2026"}},
    }


def create_table(dynamodb, at, n):
    dynamodb.create_table(
        TableName=f"table-{n:03}",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )


def tagged(dynamodb):
    table(dynamodb)
    return {"ResourceArn": dynamodb.describe_table(TableName="listed")["Table"]["TableArn"]}


operation("scan", "ministack", "[year.N, title.S]", put_item, prepare=table)
# The hash key of an item decides its segment.
operation(
    "scan",
    "moto",
    "[year.N, title.S]",
    put_item_of_another_year,
    prepare=table,
    listing="scan_of_segments",
)
operation("query", "moto", "[year.N, title.S]", put_item, prepare=of_the_year)
operation("list_tables", "moto", "@", create_table)
operation(
    "list_backups",
    "ministack",
    "[BackupArn, BackupName]",
    lambda dynamodb, at, n: dynamodb.create_backup(TableName="listed", BackupName=f"backup-{n:03}"),
    prepare=lambda dynamodb: table(dynamodb) and {},
)
operation(
    "list_tags_of_resource",
    "moto",
    "[Key, Value]",
    lambda dynamodb, at, n: dynamodb.tag_resource(**at, Tags=[{"Key": f"key-{n:03}", "Value": str(n)}]),
    prepare=tagged,
    page_size=10,
    max_resources=27,
)
