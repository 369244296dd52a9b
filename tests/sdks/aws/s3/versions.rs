//! `ListObjectVersions`: two collections, and a token of two parts.

use aws_sdk_s3::types::{
    BucketVersioningStatus, DeleteMarkerEntry, ObjectVersion, VersioningConfiguration,
};
use aws_sdk_s3::{Client, Error};
use paginate_core::{Paginator, paginate};

use crate::all;

use super::{bucket, put};

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

/// Lists with the loop that the documentation of S3 shows. Returns the versions and the delete markers of each page.
async fn hand_written_pages(
    s3: &Client,
    bucket: &str,
    page_size: i32,
) -> Vec<(Vec<Entry>, Vec<Entry>)> {
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
async fn list_object_versions_chains_versions_and_delete_markers() {
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

    let hand_written = hand_written_pages(&s3, BUCKET, 4).await;
    let (entries, pages) = all(versions(&s3, BUCKET, 4)).await;
    assert_eq!((entries.len(), pages), (12 + 6, 5));
    let expected: Vec<Entry> = hand_written
        .iter()
        .flat_map(|(versions, markers)| [versions, markers])
        .flatten()
        .cloned()
        .collect();
    assert_eq!(entries, expected);

    let (entries, _) = all(delete_markers_first(&s3, BUCKET, 4)).await;
    let expected: Vec<Entry> = hand_written
        .iter()
        .flat_map(|(versions, markers)| [markers, versions])
        .flatten()
        .cloned()
        .collect();
    assert_eq!(entries, expected);

    let (mut in_one_page, pages) = all(versions(&s3, BUCKET, 1000)).await;
    assert_eq!(pages, 1);
    let sort = |entries: &mut Vec<Entry>| entries.sort_by_key(|entry| format!("{entry:?}"));
    let mut expected_sorted = expected;
    sort(&mut expected_sorted);
    sort(&mut in_one_page);
    assert_eq!(expected_sorted, in_one_page);
}
