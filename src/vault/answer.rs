//! A forgotten passphrase, and the desk that helps: three short texts.
//!
//! | Text | Made by | Holds |
//! |---|---|---|
//! | *slot* | the phone, while it is open | the *notes* keys, sealed for the desk and its deputy |
//! | *request* | the locked phone | its slot, and a fresh recipient |
//! | *answer* | the desk | the same keys, sealed for that recipient |
//!
//! Somebody who holds a stolen phone can make a request too. So the desk answers only after the two people have read
//! [`Request::words`] to each other on the phone and know each other's voice. The keys of private records are in no slot.
//!
//! A request and an answer go as text, whatever white space a messenger makes of them:
//! `ginnel-request 1 age1… BASE64 end`, `ginnel-answer 1 BASE64 end`, where `BASE64` are the lines of an armored age
//! file. The words around them are passed over.

use super::envelope::{self, NotOpened, NotSealed};
use super::seal::DataKey;
use super::six_words::six_words;
use crate::domain::keys::LEAST;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Stands in front of the keys in an envelope: the desk's key opens nothing else for anybody, least of all a file.
const KEYS: &str = "ginnel-notes-keys 1";
/// A request begins with it.
const REQUEST: &str = "ginnel-request";
/// An answer does.
const ANSWER: &str = "ginnel-answer";
/// The version of both.
const VERSION: &str = "1";
/// Both end with it, so that one that was cut short is noticed.
const END: &str = "end";
/// The lines around the text of an armored envelope.
const ARMOR: [&str; 2] = ["-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"];
/// Letters of its lines.
const LINE: usize = 64;
/// Letters of a request or an answer. Honest ones have a tenth of it.
const MOST_LETTERS: usize = 16 * 1024;
/// Bytes that all keys may take.
const MOST_BYTES: usize = 4096;

/// Why there is no answer, or why it does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnswered {
    /// It is no such text.
    OtherText,
    /// It was made by a newer build.
    Newer,
    /// It was copied only in part.
    CutShort,
    /// The envelope in it did not open.
    NotOpened(NotOpened),
    /// It opened, and holds something else than keys of notes. Nothing of that is given to anybody.
    NotKeys,
    /// The keys could not be sealed for the phone.
    NotSealed(NotSealed),
}

/// Seals the keys of notes, the one in use first, for the desk. The text is kept among the keyslots.
///
/// # Errors
/// [`NotSealed::TooFew`] for fewer than two different recipients; else as [`envelope::seal`].
pub fn slot(keys: &[&DataKey], recipients: &[String]) -> Result<String, NotSealed> {
    if recipients.iter().collect::<BTreeSet<_>>().len() < LEAST {
        return Err(NotSealed::TooFew);
    }
    let mut plain = Zeroizing::new(String::with_capacity(MOST_BYTES));
    plain.push_str(KEYS);
    for key in keys {
        plain.push('\n');
        plain.push_str(&Zeroizing::new(hex::encode(key.secret())));
    }
    if plain.len() > MOST_BYTES {
        return Err(NotSealed::TooBig);
    }
    let sealed = envelope::seal(plain.as_bytes(), recipients)?;
    String::from_utf8(sealed).map_err(|_| NotSealed::Failed)
}

/// What a locked phone asks of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    slot: String,
    recipient: String,
}

impl Request {
    /// Asks for the keys in this slot, sealed for the fresh recipient whose secret key stays on the phone.
    pub fn new(slot: &str, recipient: &str) -> Self {
        Self { slot: armored(&letters(slot)), recipient: recipient.to_owned() }
    }

    /// The text to be sent.
    pub fn to_text(&self) -> String {
        format!("{REQUEST} {VERSION} {} {} {END}", self.recipient, letters(&self.slot))
    }

    /// Reads the text, out of a longer message too.
    ///
    /// # Errors
    /// [`NotAnswered::OtherText`], [`NotAnswered::Newer`] or [`NotAnswered::CutShort`].
    pub fn parse(text: &str) -> Result<Self, NotAnswered> {
        let [recipient, letters @ ..] = &parts(text, REQUEST)?[..] else {
            return Err(NotAnswered::CutShort);
        };
        Ok(Self { slot: armored(&letters.concat()), recipient: (*recipient).to_owned() })
    }

    /// The six words that both people see.
    pub fn words(&self) -> [&'static str; 6] {
        six_words("request", self.to_text().as_bytes())
    }
}

/// The desk's answer. Only after the words were compared by voice.
///
/// # Errors
/// See [`NotAnswered`].
pub fn answer(request: &Request, secrets: &[impl AsRef<str>]) -> Result<String, NotAnswered> {
    let opened = envelope::open(request.slot.as_bytes(), secrets, MOST_BYTES);
    let plain = opened.map_err(NotAnswered::NotOpened)?;
    keys_in(&plain).ok_or(NotAnswered::NotKeys)?;
    let sealed = envelope::seal(&plain, &[&request.recipient]).map_err(NotAnswered::NotSealed)?;
    let sealed = String::from_utf8(sealed).map_err(|_| NotAnswered::NotSealed(NotSealed::Failed))?;
    Ok(format!("{ANSWER} {VERSION} {} {END}", letters(&sealed)))
}

/// The keys in an answer, opened with the secret key that stayed on the phone. Whether they are this notebook's, their
/// ids say: that is for whoever has the keyslots.
///
/// # Errors
/// See [`NotAnswered`].
pub fn open_answer(text: &str, secret: &str) -> Result<Vec<DataKey>, NotAnswered> {
    let sealed = armored(&parts(text, ANSWER)?.concat());
    let opened = envelope::open(sealed.as_bytes(), &[secret], MOST_BYTES);
    keys_in(&opened.map_err(NotAnswered::NotOpened)?).ok_or(NotAnswered::NotKeys)
}

fn keys_in(plain: &[u8]) -> Option<Vec<DataKey>> {
    let mut lines = std::str::from_utf8(plain).ok()?.split('\n');
    if lines.next() != Some(KEYS) {
        return None;
    }
    let key = |line: &str| {
        let mut secret = Zeroizing::new([0; 32]);
        hex::decode_to_slice(line, &mut *secret).ok().map(|()| DataKey::new(*secret))
    };
    let keys: Vec<DataKey> = lines.map(key).collect::<Option<_>>()?;
    (!keys.is_empty()).then_some(keys)
}

/// What stands between the name of a text with its version, and its end.
fn parts<'a>(text: &'a str, name: &str) -> Result<Vec<&'a str>, NotAnswered> {
    if text.len() > MOST_LETTERS {
        return Err(NotAnswered::OtherText);
    }
    let mut parts = text.split_whitespace().skip_while(|part| *part != name).skip(1);
    match parts.next() {
        Some(VERSION) => {}
        Some(version) if version.parse::<u32>().is_ok() => return Err(NotAnswered::Newer),
        _ => return Err(NotAnswered::OtherText),
    }
    let mut parts: Vec<&str> = parts.collect();
    let end = parts.iter().position(|part| *part == END).filter(|end| *end > 0);
    parts.truncate(end.ok_or(NotAnswered::CutShort)?);
    Ok(parts)
}

/// The letters of an armored envelope, in one line.
fn letters(armored: &str) -> String {
    let lines = armored.lines().filter(|line| !line.starts_with("-----"));
    lines.flat_map(|line| line.chars().filter(|letter| !letter.is_whitespace())).collect()
}

/// Those letters in lines again, with what stands around them.
fn armored(letters: &str) -> String {
    let mut text = String::from(ARMOR[0]);
    for (at, letter) in letters.chars().enumerate() {
        if at % LINE == 0 {
            text.push('\n');
        }
        text.push(letter);
    }
    text.push('\n');
    text.push_str(ARMOR[1]);
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::envelope::{KeyPair, identity};

    struct Scene {
        desk: KeyPair,
        phone: KeyPair,
        keys: [DataKey; 2],
        request: Request,
    }

    fn scene() -> Scene {
        let (desk, deputy, phone) = (identity(), identity(), identity());
        let keys = [1, 2].map(|byte| DataKey::new([byte; 32]));
        let slot = slot(&[&keys[0], &keys[1]], &[desk.recipient.clone(), deputy.recipient]).unwrap();
        let request = Request::new(&slot, &phone.recipient);
        Scene { desk, phone, keys, request }
    }

    #[test]
    fn a_forgotten_passphrase_is_answered_by_the_desk() {
        let scene = scene();
        let sent = scene.request.to_text();
        assert!(sent.len() < 1_500, "short enough for a message: {}", sent.len());
        let read = Request::parse(&sent).unwrap();
        assert_eq!(read.words(), scene.request.words());
        let answer = answer(&read, &[&*scene.desk.secret]).unwrap();
        let opened = open_answer(&answer, &scene.phone.secret).unwrap();
        let ids = |keys: &[DataKey]| keys.iter().map(|key| key.id().to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(&opened), ids(&scene.keys));
        assert_eq!(opened[0].secret(), &[1; 32]);
    }

    #[test]
    fn what_a_messenger_does_to_the_text_does_no_harm() {
        let scene = scene();
        let sent = scene.request.to_text();
        let lines = sent
            .split(' ')
            .flat_map(|part| part.as_bytes().chunks(if part.starts_with("age1") { 99 } else { 40 }));
        let wrapped: Vec<String> = lines.map(|line| String::from_utf8_lossy(line).into_owned()).collect();
        assert!(wrapped.len() > 10);
        for message in
            [format!("Hello, me again:\n{sent}\nThank you"), wrapped.join("\r\n"), format!("  {sent}  ")]
        {
            assert_eq!(Request::parse(&message), Ok(scene.request.clone()), "{message}");
        }
    }

    #[test]
    fn words_differ_where_somebody_put_their_own_key_in() {
        let scene = scene();
        let thief = identity();
        let theirs = Request::new(&scene.request.slot, &thief.recipient);
        assert_ne!(theirs.words(), scene.request.words());
        let answer = answer(&theirs, &[&*scene.desk.secret]).unwrap();
        assert_eq!(
            open_answer(&answer, &scene.phone.secret).unwrap_err(),
            NotAnswered::NotOpened(NotOpened::NotForYou)
        );
    }

    #[test]
    fn the_desk_opens_nothing_but_keys_for_anybody() {
        let scene = scene();
        for file in [
            &b"The hall was full."[..],
            b"ginnel-notes-keys 1",
            b"ginnel-notes-keys 1\n",
            b"",
            b"ginnel-notes-keys 1\n00",
        ] {
            let sealed = String::from_utf8(envelope::seal(file, &[&scene.desk.recipient]).unwrap()).unwrap();
            let sly = Request::new(&sealed, &scene.phone.recipient);
            assert_eq!(answer(&sly, &[&*scene.desk.secret]), Err(NotAnswered::NotKeys));
        }
        let long = envelope::seal(&[b'a'; MOST_BYTES + 1], &[&scene.desk.recipient]).unwrap();
        let sly = Request::new(&String::from_utf8(long).unwrap(), &scene.phone.recipient);
        assert_eq!(answer(&sly, &[&*scene.desk.secret]), Err(NotAnswered::NotOpened(NotOpened::TooBig)));
    }

    #[test]
    fn a_text_that_is_something_else_says_what_it_is() {
        let scene = scene();
        let sent = scene.request.to_text();
        let newer = sent.replace("ginnel-request 1", "ginnel-request 2");
        for (text, told) in [
            ("", NotAnswered::OtherText),
            ("Good morning", NotAnswered::OtherText),
            ("ginnel-request", NotAnswered::OtherText),
            ("ginnel-request one", NotAnswered::OtherText),
            (&newer, NotAnswered::Newer),
            (&sent[..sent.len() - 4], NotAnswered::CutShort),
            (&sent[..40], NotAnswered::CutShort),
            (&"ginnel-request 1 ".repeat(2_000), NotAnswered::OtherText),
        ] {
            assert_eq!(Request::parse(text), Err(told), "{text}");
        }
        assert_eq!(open_answer(&sent, &scene.phone.secret).unwrap_err(), NotAnswered::OtherText);
        let mut damaged = sent.clone();
        damaged.replace_range(200..201, if &sent[200..201] == "A" { "B" } else { "A" });
        assert!(answer(&Request::parse(&damaged).unwrap(), &[&*scene.desk.secret]).is_err());
        let stranger = identity();
        let told = answer(&scene.request, &[&*stranger.secret]);
        assert_eq!(told, Err(NotAnswered::NotOpened(NotOpened::NotForYou)));
    }

    #[test]
    fn one_desk_alone_gets_no_slot() {
        let key = DataKey::new([1; 32]);
        let desk = identity().recipient;
        assert_eq!(slot(&[&key], &[desk.clone(), desk]), Err(NotSealed::TooFew));
    }
}
