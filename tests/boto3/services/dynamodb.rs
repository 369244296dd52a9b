use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, BackupSummary, Tag};
use serde_json::json;

use crate::listing::{Identity, identity, listings};

identity! {
    backup: BackupSummary => [backup.backup_arn, backup.backup_name]
    tag: Tag => [tag.key, tag.value]
}

impl From<HashMap<String, AttributeValue>> for Identity {
    fn from(item: HashMap<String, AttributeValue>) -> Self {
        let year = item.get("year").and_then(|year| year.as_n().ok());
        let title = item.get("title").and_then(|title| title.as_s().ok());
        Identity(json!([year, title]))
    }
}

listings! { "dynamodb", aws_sdk_dynamodb:
    #[paginate(
        input_token = "exclusive_start_key",
        output_token = "last_evaluated_key",
        items = "items",
    )]
    fn scan(dynamodb, input) {
        dynamodb.scan().table_name(input.text("TableName")).set_limit(input.page_size)
    }

    #[paginate(
        input_token = "exclusive_start_key",
        output_token = "last_evaluated_key",
        items = "items",
    )]
    fn query(dynamodb, input) {
        dynamodb
            .query()
            .table_name(input.text("TableName"))
            .key_condition_expression("#year = :year")
            .expression_attribute_names("#year", "year")
            .expression_attribute_values(":year", AttributeValue::N("2026".into()))
            .set_limit(input.page_size)
    }

    #[paginate(
        input_token = "exclusive_start_table_name",
        output_token = "last_evaluated_table_name",
        items = "table_names",
        send = "send",
        repeated_token = "continue",
        crate = "::paginate_core",
    )]
    fn list_tables(dynamodb, input) {
        dynamodb.list_tables().set_limit(input.page_size)
    }

    #[paginate(
        input_token = "exclusive_start_backup_arn",
        output_token = "last_evaluated_backup_arn",
        items = "backup_summaries",
    )]
    fn list_backups(dynamodb, input) {
        dynamodb.list_backups().set_limit(input.page_size)
    }

    #[paginate(token = "next_token", items = "tags")]
    fn list_tags_of_resource(dynamodb, input) {
        dynamodb.list_tags_of_resource().resource_arn(input.text("ResourceArn"))
    }
}
