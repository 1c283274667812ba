//! Rescue files as `public/rescue.js` writes them.

use ginnel::app::ports::{Row, Table};
use ginnel::exchange::rescue::base64;
use serde_json::{Value, json};

/// The file of these rows.
pub fn rescue_file(rows: &[(Table, Row)]) -> String {
    with_header(rows, |_| ())
}

/// The same, with something else in its header.
pub fn with_header(rows: &[(Table, Row)], change: impl FnOnce(&mut Value)) -> String {
    let mut header = json!({
        "build": "0123456789abcdef", "database": "ginnel", "database_version": 1, "made_on": "2026-01-23",
        "part": 1, "parts": 1, "rows": rows.len(), "unread": [],
    });
    change(&mut header);
    let lines: Vec<String> = rows.iter().map(|(table, row)| line(*table, row)).collect();
    format!(
        "{{\"format\":\"ginnel-rescue\",\"version\":1,\n\"header\":{header},\n\"rows\":[\n{}\n]}}\n",
        lines.join(",\n")
    )
}

fn line(table: Table, row: &Row) -> String {
    let mut value = json!({
        "table": table.name(), "id": row.id, "key": row.key, "suite": row.suite, "batch": row.batch,
        "sealed": base64(&row.sealed),
    });
    if let Some(seq) = row.seq {
        value["seq"] = seq.into();
    }
    value.to_string()
}
