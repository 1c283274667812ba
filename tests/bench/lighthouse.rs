//! What Lighthouse says of the first page, as on a phone.

use crate::figures::{Bar, Figures, median};
use crate::host::{Host, root};
use crate::wanted::Wanted;
use serde_json::Value;
use std::process::{Command, Stdio};

/// The bars, in points of a hundred.
const BARS: [(&str, f64); 3] = [("performance", 95.0), ("accessibility", 100.0), ("best-practices", 100.0)];
/// What else it measured, for whoever asks why.
const AUDITS: [(&str, &str); 3] = [
    ("first-contentful-paint", "first paint with content"),
    ("largest-contentful-paint", "largest paint"),
    ("total-blocking-time", "blocking time"),
];

/// Asks it as often as there are rounds, each time in a browser that knows nothing.
pub fn all(wanted: &Wanted, figures: &mut Figures) {
    let host = Host::start();
    let reports: Vec<Value> = (0..wanted.rounds).map(|_| report(&host.at(""))).collect();
    for (category, bar) in BARS {
        let scores: Vec<f64> =
            reports.iter().filter_map(|report| report["categories"][category]["score"].as_f64()).collect();
        let score = (median(&scores) * 100.0).round();
        figures.add(0, 1, format!("Lighthouse mobile, {category}"), score, Some(Bar::AtLeast(bar)));
    }
    for (audit, name) in AUDITS {
        let values: Vec<f64> =
            reports.iter().filter_map(|report| report["audits"][audit]["numericValue"].as_f64()).collect();
        figures.add(0, 1, format!("Lighthouse mobile, {name}, ms"), median(&values), None);
    }
    for (category, _) in BARS {
        missed(&reports[0], category);
    }
}

/// Names what it found wanting.
fn missed(report: &Value, category: &str) {
    let audits = report["categories"][category]["auditRefs"].as_array().cloned().unwrap_or_default();
    for audit in audits.iter().filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0)) {
        let id = audit["id"].as_str().unwrap_or_default();
        let found = &report["audits"][id];
        if found["score"].as_f64().is_some_and(|score| score < 0.9) {
            eprintln!("    {category}: {} {}", found["title"], found["displayValue"]);
        }
    }
}

fn report(address: &str) -> Value {
    let program = root().join("target/bench/node_modules/.bin/lighthouse");
    let flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage";
    let out = Command::new(program)
        .args([
            address,
            "--quiet",
            "--output=json",
            "--only-categories=performance,accessibility,best-practices",
        ])
        .arg(flags)
        .env("CHROME_PATH", std::env::var_os("CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into()))
        .stderr(Stdio::inherit())
        .output()
        .expect("Lighthouse starts");
    assert!(out.status.success(), "Lighthouse: {}", out.status);
    serde_json::from_slice(&out.stdout).expect("a report")
}
