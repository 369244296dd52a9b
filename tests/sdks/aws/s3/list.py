import json
import sys

import boto3

url, bucket = sys.argv[1:]
s3 = boto3.client(
    "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
)
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 50})
json.dump([object["Key"] for page in pages for object in page.get("Contents", [])], sys.stdout)
