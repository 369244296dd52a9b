// Written by cargo-paginate 0.1.0 from aws-sdk-dynamodb 1.136.0.

use aws_sdk_dynamodb::Error;
use aws_sdk_dynamodb::operation::execute_statement::builders::ExecuteStatementFluentBuilder;
use aws_sdk_dynamodb::operation::list_backups::builders::ListBackupsFluentBuilder;
use aws_sdk_dynamodb::operation::list_contributor_insights::builders::ListContributorInsightsFluentBuilder;
use aws_sdk_dynamodb::operation::list_exports::builders::ListExportsFluentBuilder;
use aws_sdk_dynamodb::operation::list_global_tables::builders::ListGlobalTablesFluentBuilder;
use aws_sdk_dynamodb::operation::list_imports::builders::ListImportsFluentBuilder;
use aws_sdk_dynamodb::operation::list_tables::builders::ListTablesFluentBuilder;
use aws_sdk_dynamodb::operation::list_tags_of_resource::builders::ListTagsOfResourceFluentBuilder;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeValue, BackupSummary, ContributorInsightsSummary, ExportSummary,
    GlobalTable, ImportSummary, Tag,
};
use paginate_core::{Paginator, paginate};
use std::collections::HashMap;

/// Everything that `ExecuteStatement` lists.
#[paginate(token = "next_token", items = "items")]
pub fn execute_statement(
    request: ExecuteStatementFluentBuilder,
) -> impl Paginator<Item = HashMap<String, AttributeValue>, Error = Error> {
    request
}

/// Everything that `ListBackups` lists.
#[paginate(
    input_token = "exclusive_start_backup_arn",
    output_token = "last_evaluated_backup_arn",
    items = "backup_summaries",
)]
pub fn list_backups(
    request: ListBackupsFluentBuilder,
) -> impl Paginator<Item = BackupSummary, Error = Error> {
    request
}

/// Everything that `ListContributorInsights` lists.
#[paginate(token = "next_token", items = "contributor_insights_summaries")]
pub fn list_contributor_insights(
    request: ListContributorInsightsFluentBuilder,
) -> impl Paginator<Item = ContributorInsightsSummary, Error = Error> {
    request
}

/// Everything that `ListExports` lists.
#[paginate(token = "next_token", items = "export_summaries")]
pub fn list_exports(
    request: ListExportsFluentBuilder,
) -> impl Paginator<Item = ExportSummary, Error = Error> {
    request
}

/// Everything that `ListGlobalTables` lists.
#[paginate(
    input_token = "exclusive_start_global_table_name",
    output_token = "last_evaluated_global_table_name",
    items = "global_tables",
)]
pub fn list_global_tables(
    request: ListGlobalTablesFluentBuilder,
) -> impl Paginator<Item = GlobalTable, Error = Error> {
    request
}

/// Everything that `ListImports` lists.
#[paginate(token = "next_token", items = "import_summary_list")]
pub fn list_imports(
    request: ListImportsFluentBuilder,
) -> impl Paginator<Item = ImportSummary, Error = Error> {
    request
}

/// Everything that `ListTables` lists.
#[paginate(
    input_token = "exclusive_start_table_name",
    output_token = "last_evaluated_table_name",
    items = "table_names",
)]
pub fn list_tables(
    request: ListTablesFluentBuilder,
) -> impl Paginator<Item = String, Error = Error> {
    request
}

/// Everything that `ListTagsOfResource` lists.
#[paginate(token = "next_token", items = "tags")]
pub fn list_tags_of_resource(
    request: ListTagsOfResourceFluentBuilder,
) -> impl Paginator<Item = Tag, Error = Error> {
    request
}

/// Everything that `Query` lists.
#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items",
)]
pub fn query(
    request: QueryFluentBuilder,
) -> impl Paginator<Item = HashMap<String, AttributeValue>, Error = Error> {
    request
}

/// Everything that `Scan` lists.
#[paginate(
    input_token = "exclusive_start_key",
    output_token = "last_evaluated_key",
    items = "items",
)]
pub fn scan(
    request: ScanFluentBuilder,
) -> impl Paginator<Item = HashMap<String, AttributeValue>, Error = Error> {
    request
}
