//! Words for a passphrase that nobody has to think up, and to be compared by voice: the English list of BIP 39, 2,048
//! everyday words that differ in their first four letters. Only the worker's program has the list in it.

use bip39::Language;

/// Bits that one word stands for.
const BITS: u32 = 11;

/// As many words as the bytes have whole groups of eleven bits.
pub fn from_bytes(bytes: &[u8]) -> Vec<&'static str> {
    let list = Language::English.word_list();
    let (mut words, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits >= BITS {
            bits -= BITS;
            words.extend(list.get((held >> bits) as usize % list.len()).copied());
            held &= (1 << bits) - 1;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_eleven_bits_are_a_word() {
        // As in the specification's first vectors: all zeros are the first word, all ones the last.
        assert_eq!(super::from_bytes(&[0; 5]), ["abandon"; 3]);
        assert_eq!(super::from_bytes(&[0xff; 5]), ["zoo"; 3]);
        assert_eq!(super::from_bytes(&[0x80; 16]).len(), 11);
        assert_eq!(super::from_bytes(&[0x80; 16])[..3], ["letter", "advice", "cage"]);
        assert!(super::from_bytes(&[0]).is_empty());
    }

    #[test]
    fn no_two_words_of_the_list_begin_alike() {
        let list = super::Language::English.word_list();
        let starts: std::collections::BTreeSet<&str> =
            list.iter().map(|word| &word[..word.len().min(4)]).collect();
        assert_eq!((list.len(), starts.len()), (2048, 2048));
    }
}
