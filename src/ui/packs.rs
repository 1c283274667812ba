//! The packs that come with the app: areas, words and talking points for every notebook, and a week of invented
//! work for the practice one.

use super::session::Session;
use crate::app::commands::bring_in::{NotStaged, Staged};
use crate::app::open::OpenError;
use crate::app::profile::Profile;
use crate::app::{App, Failure};
use crate::domain::entries::text;
use crate::domain::revision::Kind;
use crate::exchange::read::Reader;
use crate::platform::files;
use crate::ui::text::common;
use crate::ui::text::errors::{self, Notice};

const DEFAULT: &str = "packs/default.json";
const PRACTICE_AREA: &str = "packs/calderfold.json";
const PRACTICE: &str = "packs/practice.json";

/// Takes the default pack in, the first time that this notebook meets it. Nobody waits for it: what fails now is
/// tried again at the next start.
pub async fn bring_in_default(session: Session) {
    if take_in(&session.app(), DEFAULT).await.is_some() {
        session.changed();
    }
}

/// Fills the practice notebook, the first time it is opened, and sets it up as one that has been used for a week.
///
/// # Errors
/// What to tell where that week is not there.
pub async fn fill_practice(app: &App) -> Result<(), Notice> {
    for path in [DEFAULT, PRACTICE_AREA] {
        take_in(app, path).await;
    }
    let profile = week(app).await?;
    // Where it is not kept, the notebook is as good; it is filled again at the next start.
    app.keep_profile(profile).await.ok();
    Ok(())
}

/// Takes a pack in. `None` where there was nothing to do, or where it could not be done.
async fn take_in(app: &App, path: &str) -> Option<()> {
    let bytes = files::from_the_app(path).await?;
    let file = Reader::new(&bytes).ok()?.header().id;
    if app.has_met(file) {
        return None;
    }
    let staged = app.stage(&bytes).await.ok()?;
    app.bring_in(&staged).await.ok().map(drop)
}

/// The week, and the settings of the worker whose week it is.
async fn week(app: &App) -> Result<Profile, Notice> {
    let bytes = files::from_the_app(PRACTICE).await.ok_or(common::NOT_HERE_YET)?;
    let staged = app.stage_practice(&bytes).await.map_err(|why| match why {
        NotStaged::Failed(failure) => kept_empty(&failure),
        _ => common::NOT_HERE_YET,
    })?;
    let profile = of_first_note(&staged).ok_or(common::NOT_HERE_YET)?;
    if !app.has_met(staged.header.id) {
        app.bring_in(&staged).await.map_err(|failure| kept_empty(&failure))?;
    }
    Ok(profile)
}

fn kept_empty(failure: &Failure) -> Notice {
    match failure {
        Failure::Store(error) => errors::opening(&OpenError::Store(error.clone())),
        _ => common::NOT_HERE_YET,
    }
}

fn of_first_note(staged: &Staged) -> Option<Profile> {
    let note = staged.report.new.iter().find(|revision| revision.kind == Kind::Engagement)?;
    let own = |path: &str| text(&note.fields, path).to_owned();
    Some(Profile {
        started: true,
        code: own("author"),
        role: own("author_role"),
        area: own("area"),
        ..Profile::default()
    })
}
