//! The issues of a team, with the types that `graphql_client` generates from the query.

use graphql_client::{Error as QueryError, GraphQLQuery, Response};
use paginate_core::{Error, Paginator, paginate};
use paginate_sdks_support::{Fixture, HttpServer, block_on, listing_tests};
use reqwest::Client;

use super::{API_KEY, LinearError};
use issues_of_team::{IssuesOfTeamTeamIssuesEdgesNode as Issue, ResponseData, Variables};

listing_tests!(
    team_issues,
    "graphql_client",
    "GraphQL (Relay)",
    linear(),
    |linear| {
        let (http, url) = &linear.client;
        team_issues(http, url, "ENG")
    }
);

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "linear/schema.graphql",
    query_path = "linear/team_issues.graphql",
    response_derives = "Clone, Debug, PartialEq"
)]
struct IssuesOfTeam;

#[paginate(
    output_token = "data.team.issues.page_info.end_cursor",
    more_results = "data.team.issues.page_info.has_next_page",
    items = "data.team.issues.edges[].node",
    error = "errors"
)]
async fn team_issues(
    http: &Client,
    url: &str,
    team: &str,
    #[token] after: Option<String>,
) -> impl Paginator<Item = Issue, Error = LinearError> {
    let team = team.to_owned();
    let query = IssuesOfTeam::build_query(Variables { team, after });
    let request = http.post(url).header("Authorization", API_KEY);
    let response = request.json(&query).send().await?;
    Ok(response.json::<Response<ResponseData>>().await?)
}

/// Linear responds with `{ "data": { "team": null } }`.
#[test]
fn team_issues_of_an_unknown_team_are_a_missing_data() {
    block_on(async {
        let linear = linear().await;
        let (http, url) = &linear.client;
        let mut issues = team_issues(http, url, "UNKNOWN").items();
        let issue = issues.try_next().await;
        assert_eq!(issue, Err(Error::MissingData { page: 1 }));
        assert!(!issues.is_complete());
    });
}

impl From<Vec<QueryError>> for LinearError {
    fn from(errors: Vec<QueryError>) -> Self {
        let messages: Vec<String> = errors.into_iter().map(|error| error.message).collect();
        LinearError(messages.join("; "))
    }
}

async fn linear() -> Fixture<HttpServer, (Client, String), Issue> {
    let linear = super::linear().await;
    Fixture {
        server: linear.server,
        client: linear.client,
        pages: linear.pages,
        items: linear
            .items
            .into_iter()
            .map(|issue| Issue { title: issue.title })
            .collect(),
    }
}
