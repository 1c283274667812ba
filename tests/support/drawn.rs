//! Files that are drawn from the code, and kept.

/// Fails where a kept file is not what is drawn now. With `GINNEL_DRAW=1` it is written again first.
pub fn is_kept(file: &str, drawn: &str) {
    if std::env::var_os("GINNEL_DRAW").is_some() {
        std::fs::write(file, drawn).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap();
    assert!(kept == drawn, "{file} is out of date; draw it again with GINNEL_DRAW=1");
}
