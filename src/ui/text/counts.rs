//! Numbers of things, as one says them.

/// `1 note`, `5 notes`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Notes.
pub fn notes(n: usize) -> String {
    count(n, "note", "notes")
}

/// Answers to talking points.
pub fn responses(n: usize) -> String {
    count(n, "talking point", "talking points")
}

/// Groups.
pub fn groups(n: usize) -> String {
    count(n, "group", "groups")
}

/// `a`, `a and b`, `a, b and c`.
pub fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_as_people_count_them() {
        assert_eq!(notes(1), "1 note");
        assert_eq!(responses(3), "3 talking points");
        let parts = [notes(2), responses(1), groups(4)];
        assert_eq!(and(&parts), "2 notes, 1 talking point and 4 groups");
        assert_eq!(and(&parts[..2]), "2 notes and 1 talking point");
        assert_eq!(and(&[]), "");
    }
}
