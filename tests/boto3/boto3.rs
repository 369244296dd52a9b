//! boto3, run beside this process: it puts things on the servers, and lists them as the reference does.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use paginate_examples::Emulator;
use serde_json::{Value, json};

/// It ends when this is dropped, and when this process ends.
pub(crate) struct Boto3 {
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    _process: Child,
}

/// What boto3 listed.
pub(crate) struct Listed {
    pub(crate) items: Vec<Value>,
    pub(crate) pages: u64,
}

impl Boto3 {
    pub(crate) fn start() -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
        let mut process = Command::new(Emulator::python().expect("Python is there"))
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
            requests: process.stdin.take().expect("it is piped"),
            answers: BufReader::new(process.stdout.take().expect("it is piped")),
            _process: process,
        }
    }

    /// Every operation that it knows: its server, and how much of it is listed.
    pub(crate) fn describe(&mut self) -> Value {
        self.ask(&json!({ "describe": true }))
    }

    /// Puts things on the server until there are so many, and returns what asks for them.
    pub(crate) fn seed(
        &mut self,
        operation: &str,
        server: &str,
        endpoint: &str,
        total: u64,
    ) -> Value {
        let request =
            json!({ "seed": operation, "server": server, "endpoint": endpoint, "total": total });
        self.ask(&request)
    }

    /// Lists them, of pages of this size if the operation lets it be chosen, of so many pages at most.
    pub(crate) fn list(
        &mut self,
        operation: &str,
        endpoint: &str,
        size: Option<i32>,
        most: Option<u64>,
    ) -> Result<Listed, String> {
        let request =
            json!({ "list": operation, "endpoint": endpoint, "size": size, "most": most });
        let listed = self.try_ask(&request)?;
        Ok(Listed {
            items: listed["items"].as_array().expect("a list").clone(),
            pages: listed["pages"].as_u64().expect("a number"),
        })
    }

    fn ask(&mut self, request: &Value) -> Value {
        self.try_ask(request)
            .unwrap_or_else(|error| panic!("boto3 fails: {error}"))
    }

    fn try_ask(&mut self, request: &Value) -> Result<Value, String> {
        writeln!(self.requests, "{request}").expect("boto3 listens");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("boto3 answers");
        let mut answer: Value = serde_json::from_str(&answer).expect("boto3 answers in JSON");
        match answer["error"].take() {
            Value::String(error) => Err(error),
            _ => Ok(answer["ok"].take()),
        }
    }
}
