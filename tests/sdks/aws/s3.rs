use aws_sdk_s3::config::Builder;
use aws_sdk_s3::types::{
    BucketVersioningStatus, CommonPrefix, DeleteMarkerEntry, MultipartUpload, Object,
    ObjectVersion, VersioningConfiguration,
};
use aws_sdk_s3::{Client, Error};
use paginate_core::{Paginator, paginate};
use paginate_examples::sdk_config;
use tokio::task::JoinSet;

use crate::{MINISTACK, all};

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

#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Version(ObjectVersion),
    DeleteMarker(DeleteMarkerEntry),
}

impl From<ObjectVersion> for Entry {
    fn from(version: ObjectVersion) -> Self {
        Entry::Version(version)
    }
}

impl From<DeleteMarkerEntry> for Entry {
    fn from(marker: DeleteMarkerEntry) -> Self {
        Entry::DeleteMarker(marker)
    }
}

#[paginate(
    input_token = ["key_marker", "version_id_marker"],
    output_token = ["next_key_marker", "next_version_id_marker"],
    more_results = "is_truncated",
    items = ["versions", "delete_markers"],
)]
fn versions(
    s3: &Client,
    bucket: &str,
    page_size: i32,
) -> impl Paginator<Item = Entry, Error = Error> {
    s3.list_object_versions().bucket(bucket).max_keys(page_size)
}

#[paginate(
    input_token = ["key_marker", "version_id_marker"],
    output_token = ["next_key_marker", "next_version_id_marker"],
    more_results = "is_truncated",
    items = ["delete_markers", "versions"],
)]
fn delete_markers_first(
    s3: &Client,
    bucket: &str,
    page_size: i32,
) -> impl Paginator<Item = Entry, Error = Error> {
    s3.list_object_versions().bucket(bucket).max_keys(page_size)
}

/// The loop as the service's documentation tells to write it: each page's versions and delete markers.
async fn pages_by_hand(s3: &Client, bucket: &str, page_size: i32) -> Vec<(Vec<Entry>, Vec<Entry>)> {
    let mut pages = Vec::new();
    let mut request = s3.list_object_versions().bucket(bucket).max_keys(page_size);
    loop {
        let page = request.clone().send().await.unwrap();
        request = request
            .set_key_marker(page.next_key_marker)
            .set_version_id_marker(page.next_version_id_marker);
        let versions = page
            .versions
            .unwrap_or_default()
            .into_iter()
            .map(Entry::from);
        let markers = page
            .delete_markers
            .unwrap_or_default()
            .into_iter()
            .map(Entry::from);
        pages.push((versions.collect(), markers.collect()));
        if page.is_truncated != Some(true) {
            return pages;
        }
    }
}

#[tokio::test]
async fn list_object_versions() {
    const BUCKET: &str = "versions";
    let s3 = bucket(BUCKET).await;
    let versioning = VersioningConfiguration::builder()
        .status(BucketVersioningStatus::Enabled)
        .build();
    s3.put_bucket_versioning()
        .bucket(BUCKET)
        .versioning_configuration(versioning)
        .send()
        .await
        .unwrap();
    for _ in 0..3 {
        put(&s3, BUCKET, (0..4).map(|n| format!("key-{n}"))).await;
        for n in 0..2 {
            s3.delete_object()
                .bucket(BUCKET)
                .key(format!("key-{n}"))
                .send()
                .await
                .unwrap();
        }
    }

    let by_hand = pages_by_hand(&s3, BUCKET, 4).await;
    let (entries, pages) = all(versions(&s3, BUCKET, 4)).await;
    assert_eq!((entries.len(), pages), (12 + 6, 5));
    let expected: Vec<Entry> = by_hand
        .iter()
        .flat_map(|(versions, markers)| [versions, markers])
        .flatten()
        .cloned()
        .collect();
    assert_eq!(entries, expected);

    let (entries, _) = all(delete_markers_first(&s3, BUCKET, 4)).await;
    let expected: Vec<Entry> = by_hand
        .iter()
        .flat_map(|(versions, markers)| [markers, versions])
        .flatten()
        .cloned()
        .collect();
    assert_eq!(entries, expected);

    let (mut at_once, pages) = all(versions(&s3, BUCKET, 1000)).await;
    assert_eq!(pages, 1);
    let sort = |entries: &mut Vec<Entry>| entries.sort_by_key(|entry| format!("{entry:?}"));
    let mut by_page = expected;
    sort(&mut by_page);
    sort(&mut at_once);
    assert_eq!(by_page, at_once);
}

#[paginate(
    input_token = ["key_marker", "upload_id_marker"],
    output_token = ["next_key_marker", "next_upload_id_marker"],
    more_results = "is_truncated",
    items = "uploads",
)]
fn uploads(s3: &Client, bucket: &str) -> impl Paginator<Item = MultipartUpload, Error = Error> {
    s3.list_multipart_uploads().bucket(bucket).max_uploads(3)
}

#[tokio::test]
async fn list_multipart_uploads() {
    let s3 = bucket("uploads").await;
    let mut expected = Vec::new();
    for n in 0..11 {
        // Several of one key, so that it takes both parts of the token.
        let key = format!("key-{}", n / 4);
        let upload = s3
            .create_multipart_upload()
            .bucket("uploads")
            .key(&key)
            .send()
            .await
            .unwrap();
        expected.push((Some(key), upload.upload_id));
    }
    let (uploads, pages) = all(uploads(&s3, "uploads")).await;
    let mut uploads: Vec<_> = uploads
        .into_iter()
        .map(|upload| (upload.key, upload.upload_id))
        .collect();
    assert_eq!(pages, 4);
    expected.sort();
    uploads.sort();
    assert_eq!(uploads, expected);
}

#[derive(Debug, PartialEq)]
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

impl PartialEq<str> for Name {
    fn eq(&self, name: &str) -> bool {
        self.0 == name
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
async fn list_objects_of_the_first_version() {
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
async fn list_objects_v2() {
    let s3 = bucket("tutorial").await;
    let keys: Vec<String> = (0..1_002)
        .map(|n| format!("{:02}/{n:04}", n % 20))
        .collect();
    put(&s3, "tutorial", keys.clone()).await;
    let mut expected = keys;
    expected.sort();

    // The tutorial's own case: the plain call gives a thousand of them, and says that it is not all.
    let plain = s3
        .list_objects_v2()
        .bucket("tutorial")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (plain.contents().len(), plain.is_truncated),
        (1_000, Some(true))
    );
    let (names, pages) = all(objects_v2(&s3, "tutorial", None, None)).await;
    assert_eq!(pages, 2);
    assert_eq!(
        names.into_iter().map(|name| name.0).collect::<Vec<_>>(),
        expected
    );

    let (names, pages) = all(objects_v2(&s3, "tutorial", None, Some(100))).await;
    assert_eq!(pages, 11);
    assert_eq!(
        names.into_iter().map(|name| name.0).collect::<Vec<_>>(),
        expected
    );

    let (folders, pages) = all(objects_v2(&s3, "tutorial", Some("/"), Some(6))).await;
    assert_eq!(pages, 4);
    assert_eq!(
        folders.into_iter().map(|name| name.0).collect::<Vec<_>>(),
        (0..20).map(|n| format!("{n:02}/")).collect::<Vec<_>>()
    );
}
