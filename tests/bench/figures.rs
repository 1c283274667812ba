//! What was measured, against the bars of the design.

use serde_json::{Value, json};
use std::path::Path;

/// One figure.
struct Figure {
    records: usize,
    slowed: u32,
    what: String,
    /// In milliseconds, or whatever the name says.
    value: f64,
    bar: Option<Bar>,
}

/// What a figure should be.
#[derive(Clone, Copy)]
pub enum Bar {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Bar {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(bar) => value <= bar,
            Self::AtLeast(bar) => value >= bar,
        }
    }
}

/// All of them, in the order measured.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

impl Figures {
    /// Takes in a figure, and shows it at once: a long run that is broken off has said what it knew.
    pub fn add(
        &mut self,
        records: usize,
        slowed: u32,
        what: impl Into<String>,
        value: f64,
        bar: Option<Bar>,
    ) {
        let figure = Figure { records, slowed, what: what.into(), value, bar };
        eprintln!("{}", figure.line());
        self.0.push(figure);
    }

    /// The table.
    pub fn print(&self) {
        println!("\n{:>7}  {:>3}  {:<58} {:>10}  bar", "records", "CPU", "what", "figure");
        for figure in &self.0 {
            println!("{}", figure.line());
        }
        let judged = self.0.iter().filter_map(|figure| Some(figure.bar?.is_met(figure.value)));
        let (met, all) = judged.fold((0, 0), |(met, all), is_met| (met + usize::from(is_met), all + 1));
        println!("\n{met} of {all} bars met");
    }

    /// The same as JSON, for whoever compares two runs.
    pub fn keep(&self, file: &Path) {
        let all: Value = self.0.iter().map(Figure::to_value).collect();
        let folder = file.parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("a folder for figures");
        std::fs::write(file, format!("{all:#}\n")).expect("the figures");
        println!("Kept in {}", file.display());
    }
}

impl Figure {
    fn line(&self) -> String {
        let Self { records, slowed, what, value, bar } = self;
        let judged = match bar {
            None => String::new(),
            Some(bar) => {
                let said = if bar.is_met(*value) { "met" } else { "NOT MET" };
                match bar {
                    Bar::AtMost(most) => format!("≤ {most}: {said}"),
                    Bar::AtLeast(least) => format!("≥ {least}: {said}"),
                }
            }
        };
        let records = if *records == 0 { String::new() } else { records.to_string() };
        let slowed = if *slowed == 1 { String::new() } else { format!("{slowed}×") };
        format!("{records:>7}  {slowed:>3}  {what:<58} {value:>10.1}  {judged}")
    }

    fn to_value(&self) -> Value {
        let Self { records, slowed, what, value, bar } = self;
        let met = bar.map(|bar| bar.is_met(*value));
        json!({"records": records, "slowed": slowed, "what": what, "value": value, "met": met})
    }
}

/// The middle one.
pub fn median(values: &[f64]) -> f64 {
    at(values, 0.5)
}

/// The one that all but one in twenty stay below.
pub fn p95(values: &[f64]) -> f64 {
    at(values, 0.95)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place in a short list"
)]
fn at(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1) as f64;
    sorted.get((last * share).round() as usize).copied().unwrap_or(f64::NAN)
}
