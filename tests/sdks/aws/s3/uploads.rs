//! `ListMultipartUploads`: a token of two parts.

use aws_sdk_s3::types::MultipartUpload;
use aws_sdk_s3::{Client, Error};
use paginate_core::{Paginator, paginate};

use crate::all;

use super::bucket;

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
async fn list_multipart_uploads_lists_all_uploads() {
    let s3 = bucket("uploads").await;
    let mut expected = Vec::new();
    for n in 0..11 {
        // Several uploads of one key, so that both parts of the token are needed.
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
