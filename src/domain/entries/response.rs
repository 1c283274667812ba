//! An answer to a talking point, read through its fields.

use super::text;
use crate::domain::revision::Fields;
use serde_json::Value;

/// How a question went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Asked; the words are kept.
    Asked,
    /// They would rather not.
    RatherNot,
    /// Not reached: stored nowhere.
    NotReached,
}

/// What is kept of a question: asked and words or a step of the scale = answered, asked and nothing = no answer,
/// rather not = declined, not reached = nothing.
pub fn outcome(asked: Asked, answer: &str, scale: Option<&Value>) -> Option<&'static str> {
    match asked {
        Asked::NotReached => None,
        Asked::RatherNot => Some("declined"),
        Asked::Asked if answer.trim().is_empty() && scale.is_none() => Some("no_answer"),
        Asked::Asked => Some("answered"),
    }
}

/// The step of the scale: `Some(1..=5)`, or `None` for none and for *not sure*.
pub fn step(fields: &Fields) -> Option<i64> {
    fields.get("scale").and_then(Value::as_i64).filter(|step| (1..=5).contains(step))
}

/// The line for lists: the answer's beginning, or the talking point.
pub fn headline(fields: &Fields) -> String {
    let answer = text(fields, "answer");
    super::engagement::headline(if answer.trim().is_empty() {
        text(fields, "prompt_as_asked")
    } else {
        answer
    })
}
