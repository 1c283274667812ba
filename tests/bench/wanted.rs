//! What the command line asks for.

/// What can be measured, by name.
pub const NAMES: [&str; 9] =
    ["import", "start", "search", "save", "export", "lock", "copy", "others", "lighthouse"];

const HELP: &str = "cargo xtask bench [--records N,N] [--only NAME,NAME] [--rounds N] [--unthrottled]";

/// What is to be measured.
pub struct Wanted {
    /// With how many records.
    pub records: Vec<usize>,
    /// Which figures; all when empty.
    only: Vec<String>,
    /// How often each thing is done for its median.
    pub rounds: usize,
    /// How much slower than it is the processor is made, one after the other.
    pub slowed: Vec<u32>,
}

impl Wanted {
    /// Reads the words after the command. Words that Cargo adds are passed over.
    pub fn read(words: impl Iterator<Item = String>) -> Self {
        let mut wanted =
            Self { records: vec![1_000, 10_000, 50_000], only: Vec::new(), rounds: 5, slowed: vec![1, 4] };
        let mut words = words.filter(|word| word != "--bench");
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} needs a value.\n{HELP}"));
            match word.as_str() {
                "--records" => wanted.records = value().split(',').map(number).collect(),
                "--only" => wanted.only = value().split(',').map(str::to_owned).collect(),
                "--rounds" => wanted.rounds = number(&value()).max(1),
                "--unthrottled" => wanted.slowed = vec![1],
                _ => panic!("{word}?\n{HELP}"),
            }
        }
        let unknown = wanted.only.iter().find(|name| !NAMES.contains(&name.as_str()));
        assert!(unknown.is_none(), "{unknown:?} is none of {NAMES:?}\n{HELP}");
        wanted
    }

    /// Whether this was asked for.
    pub fn asks_for(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}

fn number(text: &str) -> usize {
    text.replace('_', "").parse().unwrap_or_else(|_| panic!("{text} is no number.\n{HELP}"))
}
