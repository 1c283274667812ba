//! The files that come with the app: talking points, area settings, the practice week. They are taken in without
//! asking, so they are not among the files that a person brought in.

use crate::domain::ids::{FileId, RecordId};

/// Their ids, as `public/packs/` has them.
const SHIPPED: [&str; 3] = [
    "b990da59-1e53-4956-bd82-03e54a960b02",
    "a1bc6b38-89e6-4010-8782-4a193fa6ee85",
    "c82acbdf-46ec-470b-8cae-6ee0f9a01584",
];

/// The record of the set of talking points among them.
const STARTER: &str = "c441c9a6-2119-4cc5-8633-45e546ea4f73";

/// Whether this set of talking points came with the app: an area's own stand before it, whenever they were written.
pub fn is_starter(set: RecordId) -> bool {
    set.to_string() == STARTER
}

/// Whether a file came with the app.
pub fn is_shipped(file: FileId) -> bool {
    SHIPPED.contains(&file.to_string().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::Reader;

    #[test]
    fn every_pack_that_comes_with_the_app_is_known() {
        let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/packs");
        let mut found = 0;
        for pack in std::fs::read_dir(packs).unwrap() {
            let path = pack.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let reader = Reader::new(&bytes).or_else(|_| Reader::practice(&bytes)).unwrap();
            assert!(is_shipped(reader.header().id), "{}", path.display());
            found += 1;
        }
        assert_eq!(found, SHIPPED.len());
    }
}
