//! Lists all versions and all delete markers of an S3 bucket as one stream. The SDK has no paginator for this operation, and
//! each page has two collections.
//!
//! `cargo run -p paginate-examples --example s3_versions --features s3` prints one entry per line and the number of pages. The
//! example starts an emulator of AWS and installs it the first time, which takes a minute and needs Python 3.

use std::error::Error;

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::types::{
    BucketVersioningStatus, DeleteMarkerEntry, ObjectVersion, VersioningConfiguration,
};
use paginate_core::{Paginator, paginate};
use paginate_examples::{Emulator, sdk_config};

/// An item of the listing. Each page has one collection of versions and one of delete markers.
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

/// Lists all versions and all delete markers. The token has two parts, and `is_truncated` reports whether there are more
/// results.
#[paginate(
    input_token = ["key_marker", "version_id_marker"],
    output_token = ["next_key_marker", "next_version_id_marker"],
    more_results = "is_truncated",
    items = ["versions", "delete_markers"],
)]
fn entries(s3: &Client, bucket: &str) -> impl Paginator<Item = Entry, Error = aws_sdk_s3::Error> {
    s3.list_object_versions().bucket(bucket).max_keys(5)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let emulator = Emulator::ministack()?;
    let config = Builder::from(&sdk_config(&emulator.url()))
        .force_path_style(true)
        .build();
    let s3 = Client::from_conf(config);
    create_bucket(&s3, "photos").await?;

    let mut entries = entries(&s3, "photos").items();
    let (mut versions, mut markers) = (0, 0);
    while let Some(entry) = entries.try_next().await? {
        match entry {
            Entry::Version(version) => {
                versions += 1;
                println!("version        {}", version.key.unwrap_or_default());
            }
            Entry::DeleteMarker(marker) => {
                markers += 1;
                println!("delete marker  {}", marker.key.unwrap_or_default());
            }
        }
    }
    eprintln!(
        "{versions} versions and {markers} delete markers on {} pages",
        entries.page_count()
    );
    Ok(())
}

/// Creates a bucket with four photos. Each photo is uploaded three times, and two of them are deleted after each upload.
async fn create_bucket(s3: &Client, bucket: &str) -> Result<(), aws_sdk_s3::Error> {
    s3.create_bucket().bucket(bucket).send().await?;
    let versioning = VersioningConfiguration::builder()
        .status(BucketVersioningStatus::Enabled)
        .build();
    s3.put_bucket_versioning()
        .bucket(bucket)
        .versioning_configuration(versioning)
        .send()
        .await?;
    for _ in 0..3 {
        for photo in ["alps.jpg", "beach.jpg", "city.jpg", "dunes.jpg"] {
            s3.put_object().bucket(bucket).key(photo).send().await?;
        }
        for photo in ["alps.jpg", "beach.jpg"] {
            s3.delete_object().bucket(bucket).key(photo).send().await?;
        }
    }
    Ok(())
}
