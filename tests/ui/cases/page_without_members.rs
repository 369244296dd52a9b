use std::collections::BTreeMap;
use std::ops::Index;

use paginate_core::{Paginator, paginate};

// As `serde_json::Value`.
enum Value {
    Null,
    Object(BTreeMap<String, Value>),
}

impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        match self {
            Value::Object(members) => members.get(name).unwrap_or(&Value::Null),
            Value::Null => &Value::Null,
        }
    }
}

struct Error;

async fn fetch<T: From<()>>(_: Option<String>) -> Result<T, Error> {
    Ok(T::from(()))
}

impl From<()> for Value {
    fn from((): ()) -> Value {
        Value::Null
    }
}

#[paginate(output_token = "data.next", items = "data.users", more_results = "data.more")]
async fn users(#[token] token: Option<String>) -> impl Paginator<Item = String, Error = Error> {
    fetch::<Value>(token).await
}

#[paginate(items = "users")]
async fn numbered(#[page_number] page: u32) -> impl Paginator<Item = String, Error = Error> {
    let page: Value = fetch(Some(page.to_string())).await?;
    Ok(page)
}

fn main() {}
