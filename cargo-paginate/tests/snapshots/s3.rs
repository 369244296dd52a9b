// Written by cargo-paginate 0.1.0 from aws-sdk-s3 1.157.0.

use aws_sdk_s3::types::{
    AnalyticsConfiguration, AnnotationEntry, Bucket, CommonPrefix, DeleteMarkerEntry,
    IntelligentTieringConfiguration, InventoryConfiguration, MetricsConfiguration,
    MultipartUpload, Object, ObjectPart, ObjectVersion, Part,
};
use aws_sdk_s3::{Client, Error};
use paginate_core::{Paginator, paginate};

/// Everything that `GetObjectAttributes` lists.
#[paginate(
    input_token = "part_number_marker",
    output_token = "object_parts.next_part_number_marker",
    more_results = "object_parts.is_truncated",
    items = "object_parts.parts",
)]
pub fn get_object_attributes(
    client: &Client,
    bucket: &str,
    key: &str,
) -> impl Paginator<Item = ObjectPart, Error = Error> + use<> {
    client.get_object_attributes().bucket(bucket).key(key)
}

/// Everything that `ListBucketAnalyticsConfigurations` lists.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    more_results = "is_truncated",
    items = "analytics_configuration_list",
)]
pub fn list_bucket_analytics_configurations(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = AnalyticsConfiguration, Error = Error> + use<> {
    client.list_bucket_analytics_configurations().bucket(bucket)
}

/// Everything that `ListBucketIntelligentTieringConfigurations` lists.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    more_results = "is_truncated",
    items = "intelligent_tiering_configuration_list",
)]
pub fn list_bucket_intelligent_tiering_configurations(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = IntelligentTieringConfiguration, Error = Error> + use<> {
    client.list_bucket_intelligent_tiering_configurations().bucket(bucket)
}

/// Everything that `ListBucketInventoryConfigurations` lists.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    more_results = "is_truncated",
    items = "inventory_configuration_list",
)]
pub fn list_bucket_inventory_configurations(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = InventoryConfiguration, Error = Error> + use<> {
    client.list_bucket_inventory_configurations().bucket(bucket)
}

/// Everything that `ListBucketMetricsConfigurations` lists.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    more_results = "is_truncated",
    items = "metrics_configuration_list",
)]
pub fn list_bucket_metrics_configurations(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = MetricsConfiguration, Error = Error> + use<> {
    client.list_bucket_metrics_configurations().bucket(bucket)
}

/// Everything that `ListBuckets` lists.
#[paginate(token = "continuation_token", items = "buckets")]
pub fn list_buckets(
    client: &Client,
) -> impl Paginator<Item = Bucket, Error = Error> + use<> {
    client.list_buckets()
}

/// Everything that `ListDirectoryBuckets` lists.
#[paginate(token = "continuation_token", items = "buckets")]
pub fn list_directory_buckets(
    client: &Client,
) -> impl Paginator<Item = Bucket, Error = Error> + use<> {
    client.list_directory_buckets()
}

/// What `ListMultipartUploads` lists.
#[allow(clippy::large_enum_variant, reason = "the types are the SDK's")]
#[derive(Clone, Debug, PartialEq)]
pub enum ListMultipartUploadsItem {
    /// An element of `uploads`.
    MultipartUpload(MultipartUpload),
    /// An element of `common_prefixes`.
    CommonPrefix(CommonPrefix),
}

impl From<MultipartUpload> for ListMultipartUploadsItem {
    fn from(element: MultipartUpload) -> Self {
        Self::MultipartUpload(element)
    }
}

impl From<CommonPrefix> for ListMultipartUploadsItem {
    fn from(element: CommonPrefix) -> Self {
        Self::CommonPrefix(element)
    }
}

/// Everything that `ListMultipartUploads` lists.
// A guess: the response holds 2 lists, and each of them is listed.
#[paginate(
    input_token = ["key_marker", "upload_id_marker"],
    output_token = ["next_key_marker", "next_upload_id_marker"],
    more_results = "is_truncated",
    items = ["uploads", "common_prefixes"],
)]
pub fn list_multipart_uploads(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = ListMultipartUploadsItem, Error = Error> + use<> {
    client.list_multipart_uploads().bucket(bucket)
}

/// Everything that `ListObjectAnnotations` lists.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    items = "annotations",
)]
pub fn list_object_annotations(
    client: &Client,
    bucket: &str,
    key: &str,
) -> impl Paginator<Item = AnnotationEntry, Error = Error> + use<> {
    client.list_object_annotations().bucket(bucket).key(key)
}

/// What `ListObjectVersions` lists.
#[allow(clippy::large_enum_variant, reason = "the types are the SDK's")]
#[derive(Clone, Debug, PartialEq)]
pub enum ListObjectVersionsItem {
    /// An element of `versions`.
    ObjectVersion(ObjectVersion),
    /// An element of `delete_markers`.
    DeleteMarkerEntry(DeleteMarkerEntry),
    /// An element of `common_prefixes`.
    CommonPrefix(CommonPrefix),
}

impl From<ObjectVersion> for ListObjectVersionsItem {
    fn from(element: ObjectVersion) -> Self {
        Self::ObjectVersion(element)
    }
}

impl From<DeleteMarkerEntry> for ListObjectVersionsItem {
    fn from(element: DeleteMarkerEntry) -> Self {
        Self::DeleteMarkerEntry(element)
    }
}

impl From<CommonPrefix> for ListObjectVersionsItem {
    fn from(element: CommonPrefix) -> Self {
        Self::CommonPrefix(element)
    }
}

/// Everything that `ListObjectVersions` lists.
// A guess: the response holds 3 lists, and each of them is listed.
#[paginate(
    input_token = ["key_marker", "version_id_marker"],
    output_token = ["next_key_marker", "next_version_id_marker"],
    more_results = "is_truncated",
    items = ["versions", "delete_markers", "common_prefixes"],
)]
pub fn list_object_versions(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = ListObjectVersionsItem, Error = Error> + use<> {
    client.list_object_versions().bucket(bucket)
}

/// What `ListObjects` lists.
#[allow(clippy::large_enum_variant, reason = "the types are the SDK's")]
#[derive(Clone, Debug, PartialEq)]
pub enum ListObjectsItem {
    /// An element of `contents`.
    Object(Object),
    /// An element of `common_prefixes`.
    CommonPrefix(CommonPrefix),
}

impl From<Object> for ListObjectsItem {
    fn from(element: Object) -> Self {
        Self::Object(element)
    }
}

impl From<CommonPrefix> for ListObjectsItem {
    fn from(element: CommonPrefix) -> Self {
        Self::CommonPrefix(element)
    }
}

/// Everything that `ListObjects` lists.
// A guess: `next_marker` is not always there, by its documentation the last `key` takes its place.
// A guess: the response holds 2 lists, and each of them is listed.
#[paginate(
    input_token = "marker",
    output_token = "next_marker || contents[-1].key",
    more_results = "is_truncated",
    items = ["contents", "common_prefixes"],
)]
pub fn list_objects(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = ListObjectsItem, Error = Error> + use<> {
    client.list_objects().bucket(bucket)
}

/// What `ListObjectsV2` lists.
#[allow(clippy::large_enum_variant, reason = "the types are the SDK's")]
#[derive(Clone, Debug, PartialEq)]
pub enum ListObjectsV2Item {
    /// An element of `contents`.
    Object(Object),
    /// An element of `common_prefixes`.
    CommonPrefix(CommonPrefix),
}

impl From<Object> for ListObjectsV2Item {
    fn from(element: Object) -> Self {
        Self::Object(element)
    }
}

impl From<CommonPrefix> for ListObjectsV2Item {
    fn from(element: CommonPrefix) -> Self {
        Self::CommonPrefix(element)
    }
}

/// Everything that `ListObjectsV2` lists.
// A guess: the response holds 2 lists, and each of them is listed.
#[paginate(
    input_token = "continuation_token",
    output_token = "next_continuation_token",
    more_results = "is_truncated",
    items = ["contents", "common_prefixes"],
)]
pub fn list_objects_v2(
    client: &Client,
    bucket: &str,
) -> impl Paginator<Item = ListObjectsV2Item, Error = Error> + use<> {
    client.list_objects_v2().bucket(bucket)
}

/// Everything that `ListParts` lists.
#[paginate(
    input_token = "part_number_marker",
    output_token = "next_part_number_marker",
    more_results = "is_truncated",
    items = "parts",
)]
pub fn list_parts(
    client: &Client,
    bucket: &str,
    key: &str,
    upload_id: &str,
) -> impl Paginator<Item = Part, Error = Error> + use<> {
    client.list_parts().bucket(bucket).key(key).upload_id(upload_id)
}
