//! `ListObjects` and `ListObjectsV2`: objects and common prefixes.

use aws_sdk_s3::types::{CommonPrefix, Object};
use aws_sdk_s3::{Client, Error};
use paginate_core::{Paginator, paginate};

use crate::all;

use super::{bucket, put};

/// The name of an object or of a folder.
#[derive(Debug)]
struct Name(String);

impl From<Object> for Name {
    fn from(object: Object) -> Self {
        Name(object.key.unwrap_or_default())
    }
}

impl From<CommonPrefix> for Name {
    fn from(prefix: CommonPrefix) -> Self {
        Name(prefix.prefix.unwrap_or_default())
    }
}

#[paginate(
    input_token = "marker",
    output_token = "next_marker || contents[-1].key",
    more_results = "is_truncated",
    items = ["contents", "common_prefixes"],
)]
fn objects(
    s3: &Client,
    bucket: &str,
    delimiter: Option<&str>,
) -> impl Paginator<Item = Name, Error = Error> {
    s3.list_objects()
        .bucket(bucket)
        .max_keys(3)
        .set_delimiter(delimiter.map(Into::into))
}

#[tokio::test]
async fn list_objects_uses_the_last_key_as_a_token() {
    let s3 = bucket("objects").await;
    let keys: Vec<String> = (0..12)
        .map(|n| format!("folder-{:02}/key", n % 6 + n / 6 * 10))
        .collect();
    let more = (0..4).map(|n| format!("folder-01/more-{n}"));
    put(&s3, "objects", keys.into_iter().chain(more)).await;

    let (flat, pages) = all(objects(&s3, "objects", None)).await;
    assert_eq!((flat.len(), pages), (16, 6));
    let (folders, pages) = all(objects(&s3, "objects", Some("/"))).await;
    assert_eq!((folders.len(), pages), (12, 4));
    for names in [&flat, &folders] {
        assert!(names.is_sorted_by(|a, b| a.0 < b.0), "{names:?}");
    }
}

#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    items = ["contents", "common_prefixes"],
)]
fn objects_v2(
    s3: &Client,
    bucket: &str,
    delimiter: Option<&str>,
    page_size: Option<i32>,
) -> impl Paginator<Item = Name, Error = Error> {
    s3.list_objects_v2()
        .bucket(bucket)
        .set_delimiter(delimiter.map(Into::into))
        .set_max_keys(page_size)
}

#[tokio::test]
async fn list_objects_v2_lists_beyond_the_first_page() {
    let s3 = bucket("objects-v2").await;
    let keys: Vec<String> = (0..1_002)
        .map(|n| format!("{:02}/{n:04}", n % 20))
        .collect();
    put(&s3, "objects-v2", keys.clone()).await;
    let mut expected = keys;
    expected.sort();

    // A single request returns only the first 1,000 objects.
    let plain = s3
        .list_objects_v2()
        .bucket("objects-v2")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (plain.contents().len(), plain.is_truncated),
        (1_000, Some(true))
    );
    let (names, pages) = all(objects_v2(&s3, "objects-v2", None, None)).await;
    assert_eq!(pages, 2);
    assert_eq!(
        names.into_iter().map(|name| name.0).collect::<Vec<_>>(),
        expected
    );

    let (names, pages) = all(objects_v2(&s3, "objects-v2", None, Some(100))).await;
    assert_eq!(pages, 11);
    assert_eq!(
        names.into_iter().map(|name| name.0).collect::<Vec<_>>(),
        expected
    );

    let (folders, pages) = all(objects_v2(&s3, "objects-v2", Some("/"), Some(6))).await;
    assert_eq!(pages, 4);
    assert_eq!(
        folders.into_iter().map(|name| name.0).collect::<Vec<_>>(),
        (0..20).map(|n| format!("{n:02}/")).collect::<Vec<_>>()
    );
}
