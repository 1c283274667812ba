//! Broken and hostile files: each is refused, by its name, and no revision of it may be acted on.

use super::sample::*;
use ginnel::exchange::limits;
use ginnel::exchange::read::{Reader, Refusal};
use ginnel::exchange::spelled;
use serde_json::{Value, json};

/// Small files by `<refusal>` or `<refusal>-<why>`.
pub fn cases() -> Vec<(&'static str, Vec<u8>)> {
    let wren = person(1);
    let robin = person(2);
    let week: Vec<Value> = week().iter().map(spelled::to_value).collect();
    let good = forge(&wren, &week, |_| {});
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1).into_bytes()
    };
    let header = |change: &dyn Fn(&mut Value)| forge(&wren, &week, change).into_bytes();
    let revision = |name: &str, value: Value| {
        let mut week = week.clone();
        week[1][name] = value;
        forge(&wren, &week, |_| {}).into_bytes()
    };
    let words = |value: &str| changed("\"by the door\"", value);
    let unsigned = |file: &str| {
        let (start, rest) = file.split_once("\"signature\":").unwrap();
        format!("{start}{}", rest.split_once(",\n").unwrap().1)
    };
    let no_voucher = |purpose: &'static str| {
        move |header: &mut Value| {
            header["purpose"] = json!(purpose);
            header.as_object_mut().unwrap().remove("voucher");
        }
    };
    vec![
        ("NotJson-words", b"Notes from the hall: the urn is broken.\n".to_vec()),
        ("NotJson-empty", Vec::new()),
        ("NotJson-mark", [b"\xef\xbb\xbf", good.as_bytes()].concat()),
        ("NotJson-tail", format!("{good}{{}}").into_bytes()),
        ("NotJson-comma", changed("\n]}", ",\n]}")),
        ("NotJson-comma_behind_list", changed("\n]}", "\n],}")),
        ("Changed-around", changed("\n]}", "\n],\"around\":[]}")),
        ("Changed-no_around", header(&|header| header["around"] = "00".repeat(32).into())),
        ("BadHeader-around", changed("\n]}", "\n],\"around\":{}}")),
        ("NullValue-around", changed("\n]}", "\n],\"around\":[null]}")),
        ("NotJson-comment", changed("\n]}", "\n] /* all */ }")),
        ("NotJson-half_a_pair", words("\"\\ud83d\"")),
        ("NotJson-bytes", {
            let mut bytes = words("\"by the ~oor\"");
            bytes.iter_mut().filter(|b| **b == b'~').for_each(|b| *b = 0xff);
            bytes
        }),
        ("NotJson-word", words("undefined")),
        ("Truncated", good.as_bytes()[..good.len() * 2 / 3].to_vec()),
        ("Truncated-last_byte", good.trim_end().as_bytes()[..good.trim_end().len() - 1].to_vec()),
        ("OtherFormat", br#"{"type":"FeatureCollection","features":[]}"#.to_vec()),
        ("OtherFormat-named", changed("ginnel-export", "ginnel-rescue")),
        ("OtherFormat-list", b"[1,2,3]".to_vec()),
        ("OtherFormat-practice", header(&|h| h["purpose"] = json!("practice"))),
        ("NewerVersion", changed("\"version\":1", "\"version\":2")),
        ("DuplicateKey", words("\"a\",\"words\":\"b\"")),
        ("DuplicateKey-header", changed("\n]}", "\n],\"header\":{}}")),
        ("DuplicateKey-list", changed("\n]}", "\n],\"revisions\":[]}")),
        ("NullValue", words("null")),
        ("BadNumber-fraction", words("0.5")),
        ("BadNumber-exponent", words("1e3")),
        ("BadNumber-huge_exponent", words("1e999")),
        ("BadNumber-large", words("9007199254740992")),
        ("BadNumber-minus_zero", words("-0")),
        ("TooDeep", words(&format!("{}1{}", "[".repeat(31), "]".repeat(31)))),
        ("BadHeader", b"{\"format\":\"ginnel-export\",\"version\":1,\"revisions\":[]}".to_vec()),
        ("BadHeader-list", changed("\"revisions\":[", "\"revisions\":{},\"r\":[")),
        ("BadHeader-count", header(&|h| h["count"] = json!("14"))),
        ("BadHeader-part", header(&|h| h["part"] = json!(2))),
        ("BadHeader-day", header(&|h| h["made_on"] = json!("2026-02-30"))),
        ("BadHeader-label", header(&|h| h["to"] = json!("two\nlines"))),
        ("BadHeader-voucher", header(&|h| h["voucher"]["name"] = json!("wren"))),
        ("BadRevision-id", revision("id", json!("0A000000-0000-4000-8000-000000000002"))),
        ("BadRevision-day", revision("on", json!("2026-13-01"))),
        ("BadRevision-stub", revision("spelling", json!("stub"))),
        ("BadRevision-closes", revision("closes", json!(["words"]))),
        ("BadRevision-path", revision("fields", json!({"wo rds": "x"}))),
        ("BadRevision-own_parent", revision("parents", json!([revision_id(2).to_string()]))),
        (
            "BadRevision-parent_twice",
            revision("parents", json!([revision_id(1).to_string(), revision_id(1).to_string()])),
        ),
        ("BadRevision-list", changed("\n]}", ",\n[]]}")),
        ("Changed", words("\"by the gate\"")),
        ("Changed-lost", {
            let (last, _) = good.rsplit_once(",\n").unwrap();
            format!("{last}\n]}}\n").into_bytes()
        }),
        ("Changed-order", {
            let mut lines: Vec<&str> = good.lines().collect();
            lines.swap(5, 6);
            lines.join("\n").into_bytes()
        }),
        ("Unsigned", unsigned(&good).into_bytes()),
        ("Unsigned-notes", unsigned(&forge(&wren, &week, no_voucher("notes"))).into_bytes()),
        ("Unsigned-no_voucher", forge(&wren, &week, no_voucher("notes")).into_bytes()),
        ("Unsigned-pack", unsigned(&forge(&wren, &week, no_voucher("pack"))).into_bytes()),
        ("BadSignature", changed("\"app\":\"0.9.0\"", "\"app\":\"0.9.1\"")),
        ("BadSignature-somebody_elses", header(&|h| h["voucher"] = robin.voucher().to_value())),
        (
            "BadSignature-voucher",
            header(&|h| h["voucher"]["worker_key"] = json!(robin.worker.public().to_hex())),
        ),
        ("BadSignature-upper_case", changed("\"signature\":\"", "\"signature\":\"A")),
    ]
}

#[test]
fn each_broken_file_is_refused_by_its_name() {
    for (name, bytes) in cases() {
        let refusal = read(&bytes).map(|_| ()).unwrap_err();
        assert_eq!(refusal.name(), name.split('-').next().unwrap(), "{name}: {refusal:?}");
    }
}

#[test]
fn a_refusal_met_while_reading_stays_to_the_end() {
    for (_, bytes) in cases() {
        let Ok(mut reader) = Reader::new(&bytes) else {
            continue;
        };
        let met = reader.by_ref().find_map(Result::err);
        assert!(reader.next().is_none());
        let at_the_end = reader.finish().unwrap_err();
        assert!(met.is_none_or(|met| met == at_the_end));
    }
}

#[test]
fn huge_files_are_refused_before_they_are_read() {
    let huge = vec![b' '; 100 * 1024 * 1024];
    assert_eq!(Reader::new(&huge).map(|_| ()), Err(Refusal::TooBig));
    let deep = [b'['; 100_000];
    assert_eq!(read(&deep).map(|_| ()), Err(Refusal::NotJson(0)));
    let good = forge(&person(1), &[], |h| h["count"] = json!(limits::FILE_REVISIONS + 1));
    assert_eq!(read(good.as_bytes()).map(|_| ()), Err(Refusal::TooMany));
}

#[test]
fn a_hostile_revision_costs_no_more_than_its_limits() {
    let wren = person(1);
    let with_words = |words: &str| {
        let file =
            forge(&wren, &[spelled::to_value(&wren.revision(1, 1, &[], json!({"words": "here"})))], |_| {});
        read(file.replacen("\"here\"", words, 1).as_bytes()).map(|_| ()).unwrap_err()
    };
    let long = "x".repeat(limits::STRING_BYTES + 1);
    assert!(matches!(with_words(&format!("\"{long}\"")), Refusal::TooLong(_)));
    assert!(matches!(with_words(&"[".repeat(100_000)), Refusal::TooDeep(_)));
    assert!(matches!(with_words(&"{\"a\":".repeat(100_000)), Refusal::TooDeep(_)));
    assert_eq!(with_words(&format!("[{}1]", "1,".repeat(limits::ITEM_VALUES))), Refusal::TooBig);
    let text = format!("\"{}\"", "x".repeat(limits::STRING_BYTES));
    assert_eq!(with_words(&format!("[{}]", vec![text; 16].join(","))), Refusal::TooBig);
    let empties = format!(
        "{{\"format\":\"ginnel-export\",\"version\":1,\"header\":{{}},\"revisions\":[{}",
        "[".repeat(40_000_000)
    );
    assert!(read(empties.as_bytes()).is_err());
}
