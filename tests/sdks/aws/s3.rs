//! Listings of S3, against ministack.

mod objects;
mod split;
mod uploads;
mod versions;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use paginate_examples::sdk_config;
use tokio::task::JoinSet;

use crate::MINISTACK;

async fn bucket(name: &str) -> Client {
    let config = Builder::from(&sdk_config(&MINISTACK.url()))
        .force_path_style(true)
        .build();
    let s3 = Client::from_conf(config);
    s3.create_bucket().bucket(name).send().await.unwrap();
    s3
}

async fn put(s3: &Client, bucket: &str, keys: impl IntoIterator<Item = String>) {
    let puts: JoinSet<_> = keys
        .into_iter()
        .map(|key| s3.put_object().bucket(bucket).key(key).send())
        .collect();
    for put in puts.join_all().await {
        put.unwrap();
    }
}
