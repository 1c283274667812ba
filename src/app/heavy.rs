//! Work too heavy for the page, or too large for its program: it runs in a program of its own, beside the page.
//!
//! The page asks through [`Heavy`](super::ports::Heavy); the worker's program, and tests, answer with [`run`]. Only
//! what calls `run` has this code in it: the phone's program does not. What goes between the two is texts and bytes.

use super::ports::Heavy;
use crate::exchange::envelope as files;
use crate::exchange::limits::FILE_BYTES;
use crate::vault::answer::{self, NotAnswered, Request};
use crate::vault::envelope::{self, NotOpened, NotSealed};
use crate::vault::keyslots::{Keyslots, Stretching, Way};
use crate::vault::seal::DataKey;
use crate::vault::signing::PublicKey;
use crate::vault::six_words;
use crate::vault::stretch::{self, Cost, StretchError};
use crate::vault::words;
use zeroize::Zeroizing;

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// From a passphrase to a key.
    Stretch,
    /// Words for a passphrase, from random bytes.
    Words,
    /// A fresh key to open envelopes with: texts are the secret and its recipient.
    Identity,
    /// Seals bytes for one recipient: what is written while the notebook is locked.
    SealNote,
    /// Opens what was sealed for the owner of a secret.
    OpenNote,
    /// Seals a file for a desk: texts are its recipients, two at least.
    SealFile,
    /// Seals keys of notes, 32 bytes each, for an organisation: texts are its recipients, then the slot.
    SealSlot,
    /// Asks an organisation to open its slot. Texts are the slot, and of a request that was made before the secret and
    /// its recipient; then the secret, its recipient, the request and its six words.
    Ask,
    /// Opens the answer: texts are the answer and the secret. Then bytes are the keys, or the text says why there are none.
    OpenAnswer,
    /// The six words of whoever issues area settings, from the key in hex.
    IssuerWords,
    /// Seals a file under a passphrase.
    SealBackup,
    /// Opens a file with its passphrase.
    OpenBackup,
}

/// What a task is given, and what it gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Load {
    /// Texts, in an order that the task says.
    pub texts: Vec<String>,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// Why a task gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeavyError {
    /// The program beside the page did not start, or stopped.
    Stopped,
    /// The device has not got the memory.
    Memory,
    /// What was asked is no such task, or asks for more than anyone should.
    Refused,
    /// An envelope did not open, or was not made.
    Envelope,
    /// It was another passphrase.
    Wrong,
}

const TASKS: [(Task, &str); 12] = [
    (Task::Stretch, "stretch 1"),
    (Task::Words, "words 1"),
    (Task::Identity, "identity 1"),
    (Task::SealNote, "seal note 1"),
    (Task::OpenNote, "open note 1"),
    (Task::SealFile, "seal file 1"),
    (Task::SealSlot, "seal slot 1"),
    (Task::Ask, "ask 1"),
    (Task::OpenAnswer, "open answer 1"),
    (Task::IssuerWords, "issuer words 1"),
    (Task::SealBackup, "seal backup 1"),
    (Task::OpenBackup, "open backup 1"),
];
const ERRORS: [(HeavyError, &str); 5] = [
    (HeavyError::Stopped, "stopped"),
    (HeavyError::Memory, "memory"),
    (HeavyError::Refused, "refused"),
    (HeavyError::Envelope, "envelope"),
    (HeavyError::Wrong, "wrong"),
];

impl Task {
    /// Its name between the two programs.
    pub fn as_str(self) -> &'static str {
        TASKS.iter().find(|(task, _)| *task == self).map_or("", |(_, name)| name)
    }

    /// The task of this name.
    pub fn parse(name: &str) -> Option<Self> {
        TASKS.iter().find(|(_, known)| *known == name).map(|(task, _)| *task)
    }
}

impl HeavyError {
    /// Its name between the two programs.
    pub fn as_str(self) -> &'static str {
        ERRORS.iter().find(|(error, _)| *error == self).map_or("", |(_, name)| name)
    }

    /// The error of this name; one that is not known is a program that went wrong.
    pub fn parse(name: &str) -> Self {
        ERRORS.iter().find(|(_, known)| *known == name).map_or(Self::Stopped, |(error, _)| *error)
    }
}

/// Does a task, here and now.
///
/// # Errors
/// See [`HeavyError`].
pub fn run(task: Task, load: &Load) -> Result<Load, HeavyError> {
    match task {
        Task::Stretch => {
            let [passphrase, memory_kib, passes] = load.texts.as_slice() else {
                return Err(HeavyError::Refused);
            };
            let number = |text: &String| text.parse().map_err(|_| HeavyError::Refused);
            let cost = Cost { memory_kib: number(memory_kib)?, passes: number(passes)? };
            let salt = load.bytes.as_slice().try_into().map_err(|_| HeavyError::Refused)?;
            let key = stretch::stretch(passphrase, salt, cost).map_err(|error| match error {
                StretchError::Cost => HeavyError::Refused,
                StretchError::Memory => HeavyError::Memory,
            })?;
            Ok(Load { bytes: key.to_vec(), ..Load::default() })
        }
        Task::Words => {
            let texts = words::from_bytes(&load.bytes).into_iter().map(str::to_owned).collect();
            Ok(Load { texts, ..Load::default() })
        }
        Task::Identity => {
            let pair = envelope::identity();
            Ok(Load { texts: vec![pair.secret.to_string(), pair.recipient], ..Load::default() })
        }
        Task::SealNote => sealed(envelope::seal(&load.bytes, &load.texts)),
        Task::OpenNote => opened(envelope::open(&load.bytes, &load.texts, FILE_BYTES)),
        Task::SealFile => sealed(files::seal_for(&load.bytes, &load.texts)),
        Task::SealSlot => {
            let keys = keys_of(&load.bytes);
            let slot = answer::slot(&keys.iter().collect::<Vec<_>>(), &load.texts);
            Ok(texts([slot.map_err(|_| HeavyError::Envelope)?]))
        }
        Task::Ask => ask(&load.texts),
        Task::OpenAnswer => {
            let [text, secret] = load.texts.as_slice() else { return Err(HeavyError::Refused) };
            Ok(match answer::open_answer(text, secret) {
                Ok(keys) => {
                    Load { bytes: keys.iter().flat_map(|key| *key.secret()).collect(), ..Load::default() }
                }
                Err(why) => texts([why_not(why).to_owned()]),
            })
        }
        Task::IssuerWords => {
            let key = load.texts.first().and_then(|key| PublicKey::from_hex(key));
            let words = six_words::of_issuer(key.ok_or(HeavyError::Refused)?);
            Ok(Load { texts: words.map(str::to_owned).to_vec(), ..Load::default() })
        }
        Task::SealBackup => sealed(files::seal_backup(&load.bytes, passphrase_of(load)?)),
        Task::OpenBackup => opened(files::open_backup(&load.bytes, passphrase_of(load)?)),
    }
}

fn texts<const N: usize>(texts: [String; N]) -> Load {
    Load { texts: texts.into(), ..Load::default() }
}

fn keys_of(bytes: &[u8]) -> Vec<DataKey> {
    bytes.as_chunks().0.iter().copied().map(DataKey::new).collect()
}

fn ask(given: &[String]) -> Result<Load, HeavyError> {
    let (slot, secret, recipient) = match given {
        [slot] => {
            let pair = envelope::identity();
            (slot, pair.secret.to_string(), pair.recipient)
        }
        [slot, secret, recipient] => (slot, secret.clone(), recipient.clone()),
        _ => return Err(HeavyError::Refused),
    };
    let request = Request::new(slot, &recipient);
    Ok(texts([secret, recipient, request.to_text(), request.words().join(" ")]))
}

/// Why there are no keys in an answer, for the page.
fn why_not(why: NotAnswered) -> &'static str {
    match why {
        NotAnswered::OtherText => "other text",
        NotAnswered::Newer => "newer",
        NotAnswered::CutShort => "cut short",
        NotAnswered::NotOpened(_) | NotAnswered::NotKeys | NotAnswered::NotSealed(_) => "not opened",
    }
}

fn passphrase_of(load: &Load) -> Result<&str, HeavyError> {
    load.texts.first().map(String::as_str).ok_or(HeavyError::Refused)
}

fn sealed(bytes: Result<Vec<u8>, NotSealed>) -> Result<Load, HeavyError> {
    bytes.map(|bytes| Load { bytes, ..Load::default() }).map_err(|_| HeavyError::Envelope)
}

fn opened(plain: Result<Zeroizing<Vec<u8>>, NotOpened>) -> Result<Load, HeavyError> {
    plain.map(|plain| Load { bytes: plain.to_vec(), ..Load::default() }).map_err(|error| match error {
        NotOpened::TooMuchWork => HeavyError::Refused,
        NotOpened::WrongPassphrase => HeavyError::Wrong,
        _ => HeavyError::Envelope,
    })
}

/// Asks for the key of a passphrase.
///
/// # Errors
/// See [`HeavyError`].
pub async fn stretch(
    heavy: &dyn Heavy,
    passphrase: &str,
    with: &Stretching,
) -> Result<Zeroizing<[u8; 32]>, HeavyError> {
    let Stretching { salt, cost } = with;
    let texts = vec![passphrase.to_owned(), cost.memory_kib.to_string(), cost.passes.to_string()];
    let done = heavy.run(Task::Stretch, Load { texts, bytes: salt.to_vec() }).await?;
    let key = Zeroizing::new(done.bytes);
    key.as_slice().try_into().map(Zeroizing::new).map_err(|_| HeavyError::Stopped)
}

/// Tries a passphrase, or the digits of a code, at the slots that are opened that way; gives what opens one.
///
/// # Errors
/// See [`HeavyError`].
pub async fn tried(
    heavy: &dyn Heavy,
    keyslots: &Keyslots,
    way: Way,
    secret: &str,
) -> Result<Option<(Stretching, Zeroizing<[u8; 32]>)>, HeavyError> {
    for stretching in keyslots.stretchings(way) {
        let key = stretch(heavy, secret, &stretching).await?;
        if keyslots.unlock(&stretching, &key).is_ok() {
            return Ok(Some((stretching, key)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_and_an_error_keep_their_names_on_the_way() {
        for (task, name) in TASKS {
            assert_eq!((Task::parse(name), task.as_str()), (Some(task), name));
        }
        for (error, name) in ERRORS {
            assert_eq!((HeavyError::parse(name), error.as_str()), (error, name));
        }
        assert_eq!((Task::parse("mine 1"), HeavyError::parse("?")), (None, HeavyError::Stopped));
    }

    #[test]
    fn a_load_that_does_not_fit_its_task_is_refused() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        for (given, bytes) in
            [(vec!["x"], 16), (vec!["x", "19456", "two"], 16), (vec!["x", "19456", "2"], 15)]
        {
            let load = Load { texts: texts(&given), bytes: vec![0; bytes] };
            assert_eq!(run(Task::Stretch, &load), Err(HeavyError::Refused), "{given:?}");
        }
        for given in [&[][..], &["raven"]] {
            let load = Load { texts: texts(given), ..Load::default() };
            assert_eq!(run(Task::IssuerWords, &load), Err(HeavyError::Refused), "{given:?}");
        }
    }
}
