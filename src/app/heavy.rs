//! Work too heavy for the page, or too large for its program: it runs in a program of its own, beside the page.
//!
//! The page asks through [`Heavy`](super::ports::Heavy); the worker's program, and tests, answer with [`run`]. Only
//! what calls `run` has this code in it: the phone's program does not. What goes between the two is texts and bytes.

use super::ports::Heavy;
use crate::exchange::envelope as files;
use crate::exchange::limits::FILE_BYTES;
use crate::vault::envelope::{self, NotOpened, NotSealed};
use crate::vault::keyslots::Stretching;
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
}

const TASKS: [(Task, &str); 6] = [
    (Task::Stretch, "stretch 1"),
    (Task::Words, "words 1"),
    (Task::Identity, "identity 1"),
    (Task::SealNote, "seal note 1"),
    (Task::OpenNote, "open note 1"),
    (Task::SealFile, "seal file 1"),
];
const ERRORS: [(HeavyError, &str); 4] = [
    (HeavyError::Stopped, "stopped"),
    (HeavyError::Memory, "memory"),
    (HeavyError::Refused, "refused"),
    (HeavyError::Envelope, "envelope"),
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
        Task::OpenNote => {
            let plain = envelope::open(&load.bytes, &load.texts, FILE_BYTES);
            plain.map(|plain| Load { bytes: plain.to_vec(), ..Load::default() }).map_err(not_opened)
        }
        Task::SealFile => sealed(files::seal_for(&load.bytes, &load.texts)),
    }
}

fn sealed(bytes: Result<Vec<u8>, NotSealed>) -> Result<Load, HeavyError> {
    bytes.map(|bytes| Load { bytes, ..Load::default() }).map_err(|_| HeavyError::Envelope)
}

fn not_opened(error: NotOpened) -> HeavyError {
    if error == NotOpened::TooMuchWork { HeavyError::Refused } else { HeavyError::Envelope }
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
    }
}
