//! A subscriber that records what is reported to it, as text.

use std::fmt::{self, Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// Runs code, and returns a line for each span that is created, entered, exited or closed, and for each event.
pub(crate) fn record(run: impl FnOnce()) -> Vec<String> {
    record_up_to(LevelFilter::TRACE, run)
}

/// Like [`record`], for a subscriber that is interested only in spans and events up to a level.
pub(crate) fn record_up_to(level: LevelFilter, run: impl FnOnce()) -> Vec<String> {
    let recorder = Recorder::default();
    let subscriber = Registry::default().with(level).with(recorder.clone());
    tracing::subscriber::with_default(subscriber, run);
    recorder.0.lock().unwrap().clone()
}

/// Returns the events of paginate-core itself, without the spans that they are in.
pub(crate) fn events(lines: &[String]) -> Vec<&str> {
    lines
        .iter()
        .filter_map(|line| line.strip_prefix("DEBUG paginate: "))
        .map(|line| line.split(" [").next().unwrap_or(line))
        .collect()
}

/// Returns the lines that begin with one of these words.
pub(crate) fn starting_with<'a>(lines: &'a [String], words: &[&str]) -> Vec<&'a str> {
    let is_kept = |line: &&str| words.iter().any(|word| line.starts_with(word));
    lines.iter().map(String::as_str).filter(is_kept).collect()
}

#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Recorder {
    fn add(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

/// The name of a span and its fields.
struct Label(String);

fn label<S: Subscriber + for<'a> LookupSpan<'a>>(id: &Id, context: &Context<'_, S>) -> String {
    let span = context.span(id).unwrap();
    let extensions = span.extensions();
    extensions.get::<Label>().unwrap().0.clone()
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let metadata = attributes.metadata();
        let mut text = metadata.name().to_owned();
        attributes.record(&mut Fields(&mut text));
        let span = context.span(id).unwrap();
        span.extensions_mut().insert(Label(text.clone()));
        let mut line = format!("new {text}");
        if metadata.target() == "paginate" {
            assert_eq!(metadata.level().as_str(), "DEBUG");
        }
        if let Some(parent) = span.parent() {
            let _ = write!(line, " [{}]", label(&parent.id(), &context));
        }
        self.add(line);
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let metadata = event.metadata();
        let mut line = format!("{} {}:", metadata.level(), metadata.target());
        event.record(&mut Fields(&mut line));
        if let Some(span) = context.event_span(event) {
            let _ = write!(line, " [{}]", label(&span.id(), &context));
        }
        self.add(line);
    }

    fn on_enter(&self, id: &Id, context: Context<'_, S>) {
        self.add(format!("enter {}", label(id, &context)));
    }

    fn on_exit(&self, id: &Id, context: Context<'_, S>) {
        self.add(format!("exit {}", label(id, &context)));
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        self.add(format!("close {}", label(&id, &context)));
    }
}

/// Writes fields as ` name=value`, and the message first.
struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _: fmt::Result = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
