//! E-mail addresses, in the usual shape.

use std::ops::Range;

/// Where e-mail addresses stand.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    text.match_indices('@').filter_map(|(at, _)| around(text, at)).collect()
}

fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let local = text.get(..at)?;
    let start = local.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')));
    let start = start.map_or(0, |i| i + local[i..].chars().next().map_or(0, char::len_utf8));
    let start = at - local.get(start..)?.trim_start_matches(['.', '-', '+', '%']).len();
    let host = text.get(at + 1..)?;
    let length = host.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len());
    let mut host = host.get(..length)?;
    host = host.split_once("..").map_or(host, |(head, _)| head);
    loop {
        let (head, last) = host.rsplit_once('.')?;
        let last = last.trim_end_matches('-');
        if last.chars().count() >= 2 && last.chars().all(char::is_alphabetic) {
            let end = at + 1 + head.len() + 1 + last.len();
            return (start < at && !head.is_empty()).then_some(start..end);
        }
        host = head;
    }
}
