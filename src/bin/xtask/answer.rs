//! `cargo xtask answer`: what the desk does for a worker who forgot the passphrase, until it has a screen for it.
//!
//! Two steps, since between them two people talk: the first shows six words, the second prints the answer.

use crate::{HELP, Outcome};
use ginnel::vault::answer::{NotAnswered, Request, answer};
use ginnel::vault::envelope::{NotOpened, NotSealed};
use std::fs;

/// Shows the words of a request, or with `--compared` prints the answer.
///
/// # Errors
/// A sentence, when a file is not what it should be, or the keys do not fit.
pub fn run(words: &[String]) -> Outcome {
    println!("{}", done(words)?);
    Ok(())
}

fn done(words: &[String]) -> Result<String, String> {
    let compared = words.iter().any(|word| word == "--compared");
    let files: Vec<&String> = words.iter().filter(|word| !word.starts_with("--")).collect();
    let [keys, request] = files[..] else {
        return Err(HELP.to_owned());
    };
    let request = Request::parse(&read(request)?).map_err(sentence)?;
    if !compared {
        return Ok(format!(
            "The words of this request:\n\n    {}\n\n\
            Ring the worker. The phone shows six words: let them be read to you.\n\
            Only if you know the voice and all six are the same, run this again with --compared.",
            request.words().join(" ")
        ));
    }
    let keys = read(keys)?;
    let secrets: Vec<&str> =
        keys.lines().map(str::trim).filter(|line| line.starts_with("AGE-SECRET-KEY-")).collect();
    if secrets.is_empty() {
        return Err("The first file holds no line that begins with AGE-SECRET-KEY-.".to_owned());
    }
    answer(&request, &secrets).map_err(sentence)
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}

fn sentence(error: NotAnswered) -> String {
    match error {
        NotAnswered::OtherText => "The second file holds no request of a phone.",
        NotAnswered::Newer => "The request comes from a newer Ginnel. Get the newest one here too.",
        NotAnswered::CutShort => "The request was copied only in part. Ask for all of it, to the word “end”.",
        NotAnswered::NotOpened(NotOpened::NotForYou) => {
            "These keys do not open it. It was made for another desk."
        }
        NotAnswered::NotOpened(NotOpened::BadKey) => "A line of the first file is no key that this can use.",
        NotAnswered::NotOpened(_) => "The request is damaged. Ask for it again.",
        NotAnswered::NotKeys => "The request asks to open something that is no key. It is not answered.",
        NotAnswered::NotSealed(NotSealed::BadRecipient) => {
            "The phone's own key in it is damaged. Ask for it again."
        }
        NotAnswered::NotSealed(_) => "The answer could not be sealed.",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ginnel::vault::answer::{open_answer, slot};
    use ginnel::vault::envelope::identity;
    use ginnel::vault::seal::DataKey;
    use std::path::PathBuf;

    fn file(name: &str, text: &str) -> String {
        let folder = std::env::temp_dir().join(format!("ginnel-answer-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file: PathBuf = folder.join(name);
        fs::write(&file, text).unwrap();
        file.to_string_lossy().into_owned()
    }

    #[test]
    fn the_words_come_first_and_the_answer_after_they_were_compared() {
        let (desk, deputy, phone) = (identity(), identity(), identity());
        let key = DataKey::new([7; 32]);
        let slot = slot(&[&key], &[desk.recipient, deputy.recipient]).unwrap();
        let asked = Request::new(&slot, &phone.recipient);
        let keys = file("keys.txt", &format!("# public key: age1…\n{}\n", *deputy.secret));
        let request = file("request.txt", &format!("Please:\n{}\n", asked.to_text()));

        let first = done(&[keys.clone(), request.clone()]).unwrap();
        assert!(first.contains(&asked.words().join(" ")) && !first.contains("ginnel-answer"));
        let second = done(&[keys.clone(), request.clone(), "--compared".to_owned()]).unwrap();
        assert_eq!(open_answer(&second, &phone.secret).unwrap()[0].id(), key.id());

        let others = file("others.txt", &identity().secret);
        let refused = done(&[others, request.clone(), "--compared".to_owned()]);
        assert!(refused.unwrap_err().contains("another desk"));
        assert!(
            done(&[request.clone(), request, "--compared".to_owned()])
                .unwrap_err()
                .contains("AGE-SECRET-KEY")
        );
        assert!(done(&[keys.clone(), keys]).unwrap_err().contains("no request"));
        assert!(done(&[]).is_err());
    }
}
