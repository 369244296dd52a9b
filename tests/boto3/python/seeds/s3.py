from .operation import of_service

operation = of_service("s3")


def bucket(s3):
    s3.create_bucket(Bucket="listed")
    return {"Bucket": "listed"}


def versioned(s3):
    at = bucket(s3)
    s3.put_bucket_versioning(**at, VersioningConfiguration={"Status": "Enabled"})
    return at


def put_version(s3, at, n):
    if n % 4 == 3:
        s3.delete_object(**at, Key=f"key-{n // 4}")
    else:
        s3.put_object(**at, Key=f"key-{n // 4}", Body=b"")


def upload(s3):
    at = bucket(s3)
    upload = s3.create_multipart_upload(**at, Key="parts")
    return {**at, "Key": "parts", "UploadId": upload["UploadId"]}


def put_object(s3, at, n):
    s3.put_object(**at, Key=f"key-{n:03}", Body=b"")


def folders(s3):
    return {**bucket(s3), "Delimiter": "/"}


def put_in_folder(s3, at, n):
    key = f"folder-{n // 4}/{n}" if n % 3 == 0 else f"key-{n:03}"
    s3.put_object(Bucket=at["Bucket"], Key=key, Body=b"")


operation("list_object_versions", "ministack", "[Key, VersionId]", put_version, prepare=versioned)
operation("list_objects_v2", "ministack", "[Key, Prefix]", put_object, prepare=bucket)
operation("list_objects", "ministack", "[Key, Prefix]", put_object, prepare=bucket)
operation(
    "list_objects", "ministack", "[Key, Prefix]", put_in_folder, prepare=folders, listing="list_folders"
)
operation(
    "list_objects_v2",
    "moto",
    "[Key, Prefix]",
    put_in_folder,
    prepare=folders,
    listing="list_folders_v2",
)
operation(
    "list_multipart_uploads",
    "ministack",
    "[Key, UploadId]",
    lambda s3, at, n: s3.create_multipart_upload(**at, Key=f"key-{n // 2}"),
    prepare=bucket,
)
operation(
    "list_parts",
    "ministack",
    "[PartNumber, ETag]",
    lambda s3, at, n: s3.upload_part(**at, PartNumber=n + 1, Body=b"part"),
    prepare=upload,
)
operation(
    "list_buckets",
    "ministack",
    "[Name]",
    lambda s3, at, n: s3.create_bucket(Bucket=f"bucket-{n:03}"),
)
