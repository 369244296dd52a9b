//! A boto3 process, which creates the resources on the servers and lists them as the reference.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use paginate_examples::Emulator;
use serde_json::{Value, json};

/// A running boto3 process. It exits when its standard input closes.
pub(crate) struct Boto3 {
    requests: ChildStdin,
    responses: BufReader<ChildStdout>,
    _process: Child,
}

/// The items that boto3 listed, and the number of pages.
pub(crate) struct Listed {
    pub(crate) items: Vec<Value>,
    pub(crate) pages: u64,
}

impl Boto3 {
    pub(crate) fn start() -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
        let mut process = Command::new(Emulator::python().expect("Python is installed"))
            .arg(program)
            .env("AWS_ACCESS_KEY_ID", "example")
            .env("AWS_SECRET_ACCESS_KEY", "example")
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        Boto3 {
            requests: process.stdin.take().expect("the pipe is configured"),
            responses: BufReader::new(process.stdout.take().expect("the pipe is configured")),
            _process: process,
        }
    }

    /// Returns a description of every listing: its server, its page size, and its number of resources.
    pub(crate) fn describe(&mut self) -> Value {
        self.request(&json!({ "describe": true }))
    }

    /// Creates resources on the server until there are `total`, and returns the request parameters that list them.
    pub(crate) fn seed(
        &mut self,
        listing: &str,
        server: &str,
        endpoint: &str,
        total: u64,
    ) -> Value {
        let request =
            json!({ "seed": listing, "server": server, "endpoint": endpoint, "total": total });
        self.request(&request)
    }

    /// Lists the resources. Stops after `max_pages` pages.
    ///
    /// Without a page size, the server chooses one.
    pub(crate) fn list(
        &mut self,
        listing: &str,
        endpoint: &str,
        page_size: Option<i32>,
        max_pages: Option<u64>,
    ) -> Result<Listed, String> {
        let request = json!({
            "list": listing,
            "endpoint": endpoint,
            "page_size": page_size,
            "max_pages": max_pages,
        });
        let listed = self.try_request(&request)?;
        Ok(Listed {
            items: listed["items"]
                .as_array()
                .expect("`items` is a list")
                .clone(),
            pages: listed["pages"].as_u64().expect("`pages` is a number"),
        })
    }

    /// Lists all segments of a table at the same time, and returns the items of each segment.
    pub(crate) fn list_segments(
        &mut self,
        listing: &str,
        endpoint: &str,
        page_size: i32,
        segments: i32,
    ) -> Vec<Vec<Value>> {
        let request = json!({
            "list_segments": listing,
            "endpoint": endpoint,
            "page_size": page_size,
            "segments": segments,
        });
        let items = |segment: &Value| segment.as_array().expect("a segment is a list").clone();
        let listed = self.request(&request);
        let segments = listed.as_array().expect("the segments are a list");
        segments.iter().map(items).collect()
    }

    fn request(&mut self, request: &Value) -> Value {
        self.try_request(request)
            .unwrap_or_else(|error| panic!("boto3 fails: {error}"))
    }

    fn try_request(&mut self, request: &Value) -> Result<Value, String> {
        writeln!(self.requests, "{request}").expect("the boto3 process accepts requests");
        let mut response = String::new();
        self.responses
            .read_line(&mut response)
            .expect("the boto3 process responds");
        let mut response: Value = serde_json::from_str(&response).expect("the response is JSON");
        match response["error"].take() {
            Value::String(error) => Err(error),
            _ => Ok(response["ok"].take()),
        }
    }
}
