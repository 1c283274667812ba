//! `src/domain/search/letters.txt` is what Unicode says, as the crate with all its tables has it.
//!
//! With a newer Unicode: `GINNEL_DRAW=1 cargo test --test letters` writes it again.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

#[path = "support/drawn.rs"]
mod drawn;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain/search/letters.txt");

#[test]
fn the_table_of_letters_is_what_unicode_says() {
    let mut drawn = String::new();
    let mut last = None;
    // Korean syllables follow from their number.
    for c in ('\u{80}'..=char::MAX).filter(|c| !('가'..='힣').contains(c)) {
        let left: String =
            std::iter::once(c).nfkd().filter(|part| canonical_combining_class(*part) == 0).collect();
        if left != c.to_string() {
            let goes_on = last.is_some_and(|last: u32| last + 1 == u32::from(c));
            drawn += &if goes_on { format!("\t{left}") } else { format!("\n{c}{left}") };
            last = Some(u32::from(c));
        }
    }
    let drawn = format!("{}\n", drawn.trim_start_matches('\n'));
    drawn::is_kept(FILE, &drawn);
}
