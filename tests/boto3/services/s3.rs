use aws_sdk_s3::types::{
    Bucket, CommonPrefix, DeleteMarkerEntry, MultipartUpload, Object, ObjectVersion, Part,
};

use crate::listing::{identity, listings};

identity! {
    version: ObjectVersion => [version.key, version.version_id]
    marker: DeleteMarkerEntry => [marker.key, marker.version_id]
    object: Object => [object.key, null]
    prefix: CommonPrefix => [null, prefix.prefix]
    upload: MultipartUpload => [upload.key, upload.upload_id]
    part: Part => [part.part_number, part.e_tag]
    bucket: Bucket => [bucket.name]
}

listings! { "s3", aws_sdk_s3:
    #[paginate(
        input_token = ["key_marker", "version_id_marker"],
        output_token = ["next_key_marker", "next_version_id_marker"],
        more_results = "is_truncated",
        items = ["versions", "delete_markers", "common_prefixes"],
    )]
    fn list_object_versions(s3, input) {
        s3.list_object_versions().bucket(input.text("Bucket")).set_max_keys(input.page_size)
    }

    #[paginate(
        input_token = "continuation_token",
        output_token = "next_continuation_token",
        items = ["contents", "common_prefixes"],
    )]
    fn list_objects_v2(s3, input) {
        s3.list_objects_v2().bucket(input.text("Bucket")).set_max_keys(input.page_size)
    }

    #[paginate(
        input_token = "continuation_token",
        output_token = "next_continuation_token",
        items = ["contents", "common_prefixes"],
    )]
    fn list_folders_v2(s3, input) {
        s3.list_objects_v2().bucket(input.text("Bucket")).delimiter("/").set_max_keys(input.page_size)
    }

    #[paginate(
        input_token = "marker",
        output_token = "next_marker || contents[-1].key",
        more_results = "is_truncated",
        items = ["contents", "common_prefixes"],
    )]
    fn list_objects(s3, input) {
        s3.list_objects().bucket(input.text("Bucket")).set_max_keys(input.page_size)
    }

    #[paginate(
        input_token = "marker",
        output_token = "next_marker || contents[-1].key",
        more_results = "is_truncated",
        items = ["contents", "common_prefixes"],
    )]
    fn list_folders(s3, input) {
        s3.list_objects().bucket(input.text("Bucket")).delimiter("/").set_max_keys(input.page_size)
    }

    #[paginate(
        input_token = ["key_marker", "upload_id_marker"],
        output_token = ["next_key_marker", "next_upload_id_marker"],
        more_results = "is_truncated",
        items = ["uploads", "common_prefixes"],
    )]
    fn list_multipart_uploads(s3, input) {
        s3.list_multipart_uploads().bucket(input.text("Bucket")).set_max_uploads(input.page_size)
    }

    #[paginate(
        input_token = "part_number_marker",
        output_token = "next_part_number_marker",
        more_results = "is_truncated",
        items = "parts",
    )]
    fn list_parts(s3, input) {
        s3.list_parts()
            .bucket(input.text("Bucket"))
            .key(input.text("Key"))
            .upload_id(input.text("UploadId"))
            .set_max_parts(input.page_size)
    }

    #[paginate(token = "continuation_token", items = "buckets")]
    fn list_buckets(s3, input) {
        s3.list_buckets().set_max_buckets(input.page_size)
    }
}
