//! What a staged file is and would do, in words.

use crate::app::App;
use crate::app::commands::bring_in::Staged;
use crate::app::queries::issuer::KeysInFile;
use crate::domain::revision::Kind;
use crate::exchange::header::Purpose;
use crate::exchange::import::Why;
use crate::ui::pages::keys::changes;
use crate::ui::text::{asking, bring_in as text, days, keys, rules};
use leptos::prelude::*;

/// Whether taking it in would change nothing.
pub(super) fn is_all_known(staged: &Staged) -> bool {
    let report = &staged.report;
    let aside = &staged.aside;
    let none_aside = aside.drafts.is_empty() && aside.waiting.is_empty() && aside.stays_closed == 0;
    report.new.is_empty() && report.fuller.is_empty() && report.waiting.is_empty() && none_aside
}

/// Whether it names keys that wait for a person's word.
pub(super) fn asks(app: &App, staged: &Staged) -> bool {
    matches!(app.keys_in(staged), KeysInFile::First(_) | KeysInFile::Other { .. })
}

/// That keys and rules in it wait.
fn waiting(app: &App, staged: &Staged) -> Option<Vec<AnyView>> {
    let waits = |kind| staged.report.waiting.iter().any(|w| w.why == Why::Issuer && w.revision.kind == kind);
    let lines = [(Kind::Keys, keys::IN_FILE), (Kind::Rules, rules::IN_FILE)];
    let line = |(kind, line)| waits(kind).then(|| view! { <p>{line}</p> }.into_any());
    asks(app, staged).then(|| lines.into_iter().filter_map(line).collect())
}

/// From whom, what kind of file, and the report in one line.
pub(super) fn report(app: &App, staged: &Staged) -> AnyView {
    let header = &staged.header;
    let from = text::from(header.author.as_deref(), &days::near(header.made_on, app.today()));
    let whose = match (staged.is_own_notebook(), staged.aside.is_anothers) {
        (true, true) => Some(text::OF_ANOTHER),
        (true, false) if staged.joins() => Some(text::JOINS),
        _ => None,
    };
    let part = (header.parts > 1).then(|| text::part(header.part, header.parts));
    view! {
        <h2>{if staged.aside.is_rescued { text::RESCUED } else { what(&header.purpose) }}</h2>
        <p class="card__line" dir="auto">
            <span>{from}</span>
            {part.map(|part| view! { <span>{part}</span> })}
        </p>
        <p class="card__title">{line(app, staged)}</p>
        {waiting(app, staged)}
        {changes(&app.rules(), &app.rules_with(staged), rules::AFTER_THIS)}
        {whose.map(|whose| view! { <p>{whose}</p> })}
        {(staged.aside.stays_closed > 0).then(|| view! { <p>{asking::closed(staged.aside.stays_closed)}</p> })}
        {(staged.aside.damaged > 0).then(|| view! { <p>{text::damaged(staged.aside.damaged)}</p> })}
    }
    .into_any()
}

/// What a file of this purpose is called.
pub(super) fn what(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Notes => text::NOTES_FILE,
        Purpose::Pack => text::AREA_SETTINGS,
        Purpose::Backup => text::BACKUP,
        Purpose::Practice | Purpose::Other(_) => text::OTHER_FILE,
    }
}

fn line(app: &App, staged: &Staged) -> String {
    if is_all_known(staged) {
        return text::ALL_KNOWN.to_owned();
    }
    let report = &staged.report;
    let new: Vec<String> =
        staged.new_records(app).into_iter().map(|(kind, n)| text::of_kind(&kind, n)).collect();
    // Records that are here already and would change, or gain words.
    let changes = report.records().into_iter().filter(|record| app.line(*record).is_some()).count();
    let waiting = report.waiting.len() + staged.aside.waiting.len();
    // In one's own notebook what is known is what came with the app.
    let known = if staged.is_own_notebook() { 0 } else { report.known };
    text::report(&new, changes, staged.aside.drafts.len(), known, waiting)
}
