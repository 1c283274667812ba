//! Frozen files. Every later build must read them, and this one must still write the first byte for byte.
//!
//! `GINNEL_FREEZE=1 cargo test --test exchange` writes them anew: only for a new vector, never to make a test pass.

use super::refused;
use super::sample::*;
use ginnel::exchange::spelled;
use serde_json::json;

#[test]
fn a_signed_week_is_written_as_it_always_was() {
    frozen("week.json", &notes(&person(1), &week()));
}

#[test]
fn a_file_of_a_later_build_comes_through_whole() {
    let file = forge(&person(1), &later_revisions(), |header| {
        header["purpose"] = json!("harvest_festival");
        header["weather"] = json!({"rain": true});
    });
    let file = file.replacen("\"version\":1,", "\"version\":1,\"thanks\":[\"to all\"],", 1);
    frozen("later.json", file.as_bytes());
    let (header, revisions) = read(file.as_bytes()).unwrap();
    assert_eq!(header.extra["weather"], json!({"rain": true}));
    assert_eq!(revisions.iter().map(spelled::to_value).collect::<Vec<_>>(), later_revisions());
    let again = notes(&person(1), &revisions);
    assert_eq!(read(&again).unwrap().1, revisions, "and leaves again as it came");
}

#[test]
fn members_may_come_in_any_order_with_any_space() {
    frozen("turned_round.json", turned_round().as_bytes());
    let (header, revisions) = read(turned_round().as_bytes()).unwrap();
    assert_eq!((header.count, revisions), (week().len(), week()));
}

#[test]
fn the_refused_files_are_those_of_the_fixtures() {
    for (name, bytes) in refused::cases() {
        frozen(&format!("refused/{name}.json"), &bytes);
    }
}

/// The week with the list first, members reversed, escapes and white space wherever JSON allows.
pub fn turned_round() -> String {
    let file = String::from_utf8(notes(&person(1), &week())).unwrap();
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    let member = |name: &str| spread_out(&file[name]);
    let (list, header) = (member("revisions"), member("header"));
    format!(
        "\r\n{{\t\"revisions\" : {list},\n\n\"signature\":{},\"header\":{header} , \"version\":1,\"\\u0066ormat\": \"ginnel\\u002dexport\"}}\n ",
        member("signature")
    )
}

fn spread_out(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(members) => {
            let members: Vec<String> =
                members.iter().rev().map(|(n, v)| format!(" {} :\t{}", json!(n), spread_out(v))).collect();
            format!("{{{}\r\n}}", members.join(" ,"))
        }
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(spread_out).collect();
            format!("[ {} ]", items.join(" ,\n"))
        }
        serde_json::Value::String(text) => {
            json!(text).to_string().replace('é', "\\u00E9").replace('/', "\\/")
        }
        other => other.to_string(),
    }
}

fn frozen(name: &str, bytes: &[u8]) {
    let path = fixture(name);
    if std::env::var_os("GINNEL_FREEZE").is_some() {
        std::fs::write(&path, bytes).unwrap();
    }
    let kept = std::fs::read(&path).unwrap();
    assert!(kept == bytes, "{} is no longer what this build writes", path.display());
}
