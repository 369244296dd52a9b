//! Charts as SVG. The colours are legible on a light and on a dark page, because the background is transparent.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const TEXT: &str = "#768390";
const OURS: &str = "#2f81f7";
const WIDTH: f64 = 760.0;
/// The top of the plot, below the title.
const TOP: f64 = 56.0;

/// Writes a chart to the file that the first argument of the program names. Without an argument, does nothing.
pub fn write_if_requested(chart: impl FnOnce() -> String) {
    let Some(path) = env::args_os().nth(1) else {
        return;
    };
    let path = Path::new(&path);
    fs::write(path, chart()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    println!("\nwrote {}", path.display());
}

/// Draws a horizontal line with a dot for each value, on a logarithmic axis. Highlights the rows of paginate-core.
pub fn ratios(title: &str, rows: &[(&str, f64)]) -> String {
    const LEFT: f64 = 290.0;
    const ROW: f64 = 28.0;
    let bottom = TOP + ROW * rows.len() as f64;
    let decades = rows.iter().map(|row| row.1).fold(1.0, f64::max).log10();
    let decades = decades.ceil().max(1.0);
    let x = |ratio: f64| LEFT + (WIDTH - LEFT - 60.0) * ratio.log10().max(0.0) / decades;
    let mut body = String::new();
    for decade in 0..=decades as i32 {
        let ratio = 10_f64.powi(decade);
        body += &grid_line(x(ratio), TOP, x(ratio), bottom);
        body += &text(
            x(ratio),
            bottom + 20.0,
            "middle",
            TEXT,
            &format!("{ratio} ×"),
        );
    }
    for (row, (name, ratio)) in rows.iter().enumerate() {
        let y = TOP + ROW * (row as f64 + 0.5);
        let colour = colour(name);
        body += &text(LEFT - 14.0, y + 4.0, "end", colour, name);
        let _ = writeln!(
            body,
            r#"<line x1="{:.1}" y1="{y:.1}" x2="{:.1}" y2="{y:.1}" stroke="{colour}" stroke-width="3"/>"#,
            x(1.0),
            x(*ratio)
        );
        body += &dot(x(*ratio), y, colour);
        let label = format!("{ratio:.*}", usize::from(*ratio < 9.95));
        body += &text(x(*ratio) + 10.0, y + 4.0, "start", colour, &label);
    }
    svg(title, bottom + 36.0, &body)
}

/// Draws wall times in milliseconds over the number n of requests or listings at the same time, both on logarithmic axes. The
/// first contestant is a line with dots, the others are rings.
pub fn wall_times(title: &str, at_once: &[usize], contestants: &[(&str, Vec<f64>)]) -> String {
    const LEFT: f64 = 70.0;
    const RIGHT: f64 = 40.0;
    const HEIGHT: f64 = 260.0;
    let times = || contestants.iter().flat_map(|(_, times)| times);
    let most = times().copied().fold(0.0, f64::max).log2().ceil();
    let least = times().copied().fold(f64::MAX, f64::min).log2().floor();
    let steps = at_once.len() as f64 - 1.0;
    let x = |place: usize| LEFT + (WIDTH - LEFT - RIGHT) * place as f64 / steps;
    let y = |time: f64| TOP + HEIGHT * (most - time.log2()) / (most - least);
    let bottom = TOP + HEIGHT;
    let mut body = String::new();
    for power in least as i32..=most as i32 {
        let time = 2_f64.powi(power);
        body += &grid_line(LEFT, y(time), WIDTH - RIGHT, y(time));
        let label = format!("{time} ms");
        body += &text(LEFT - 8.0, y(time) + 4.0, "end", TEXT, &label);
    }
    for (place, at_once) in at_once.iter().enumerate() {
        let label = at_once.to_string();
        body += &text(x(place), bottom + 20.0, "middle", TEXT, &label);
    }
    body += &text(
        (LEFT + WIDTH - RIGHT) / 2.0,
        bottom + 40.0,
        "middle",
        TEXT,
        "n",
    );
    for (row, (name, times)) in contestants.iter().enumerate() {
        let points = || {
            times
                .iter()
                .enumerate()
                .map(|(place, time)| (x(place), y(*time)))
        };
        let colour = colour(name);
        let legend = TOP + 20.0 * row as f64 + 12.0;
        let legend_x = WIDTH - RIGHT - 340.0;
        body += &text(legend_x + 14.0, legend + 4.0, "start", colour, name);
        if row == 0 {
            let points: Vec<_> = points().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            let points = points.join(" ");
            let _ = writeln!(
                body,
                r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>"#
            );
        }
        for (x, y) in points().chain([(legend_x, legend)]) {
            body += &match row {
                0 => dot(x, y, colour),
                _ => ring(x, y, 4.0 + 3.0 * row as f64, colour),
            };
        }
    }
    svg(title, bottom + 56.0, &body)
}

fn colour(contestant: &str) -> &'static str {
    if contestant.starts_with("paginate-core") {
        OURS
    } else {
        TEXT
    }
}

fn svg(title: &str, height: f64, body: &str) -> String {
    let heading =
        text(0.0, 24.0, "start", TEXT, title).replace("<text", r#"<text font-weight="600""#);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="system-ui, sans-serif" font-size="13">
<title>{title}</title>
{heading}{body}</svg>
"#
    )
}

fn text(x: f64, y: f64, anchor: &str, colour: &str, text: &str) -> String {
    format!(
        r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{colour}">{text}</text>
"#
    )
}

fn grid_line(x1: f64, y1: f64, x2: f64, y2: f64) -> String {
    format!(
        r#"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="{TEXT}" stroke-opacity="0.3"/>
"#
    )
}

fn dot(x: f64, y: f64, colour: &str) -> String {
    format!(
        r#"<circle cx="{x:.1}" cy="{y:.1}" r="5" fill="{colour}"/>
"#
    )
}

fn ring(x: f64, y: f64, radius: f64, colour: &str) -> String {
    format!(
        r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="none" stroke="{colour}" stroke-width="1.5"/>
"#
    )
}
