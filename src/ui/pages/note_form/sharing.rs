//! *Goes to*: who may see it, with what each choice means, and what narrowing does.

use super::super::password_offer;
use super::Form;
use crate::domain::revision::Sharing;
use crate::ui::components::{Chips, Choice, Fold, NoticeBox, Tone};
use crate::ui::text::{labels, note_form as words};
use leptos::prelude::*;

const NEAR: [Sharing; 2] = [Sharing::MyCoordinator, Sharing::Private];
const WIDE: [Sharing; 2] = [Sharing::AllAreas, Sharing::Publishable];

/// The choice.
pub fn draw(form: Form) -> AnyView {
    let level = Memo::new(move |_| form.drafting.with(|draft| draft.main().map(|main| main.sharing.clone())));
    let chosen = RwSignal::new(level.with_untracked(code).into_iter().collect::<Vec<_>>());
    Effect::new(move |before: Option<()>| {
        let wanted = chosen.with(|codes| codes.first().map(|code| Sharing::from(code.as_str())));
        if before.is_some()
            && let Some(wanted) = wanted
            && level.with_untracked(|held| held.as_ref() != Some(&wanted))
        {
            form.drafting.edit(|draft| {
                if let Some(main) = draft.main_mut() {
                    main.sharing = wanted;
                }
            });
        }
    });
    let before = form.level_before();
    let narrowed = move || {
        let now = level.get()?;
        let before = before.as_ref().filter(|before| before.level() > now.level())?;
        let was = labels::value_label("sharing", before.as_str());
        Some(
            view! { <NoticeBox happened=words::narrowed(was) next_step=words::NARROWED_NEXT tone=Tone::Calm /> },
        )
    };
    let session = form.session;
    let is_private = Memo::new(move |_| level.get() == Some(Sharing::Private));
    let offer = move || is_private.get().then(|| password_offer::with_private(session)).flatten();
    let is_wide = level.with_untracked(|level| level.as_ref().is_some_and(|level| level.level() > 1));
    view! {
        <div class="stack">
            <Chips legend=words::GOES_TO choices=choices(&NEAR) chosen=chosen rows=true />
            <Fold title=words::WIDER plain=true open=is_wide>
                <Chips legend=words::WIDER_LEGEND choices=choices(&WIDE) chosen=chosen rows=true />
            </Fold>
            {move || narrowed()}
            {move || offer()}
        </div>
    }
    .into_any()
}

fn code(level: &Option<Sharing>) -> Option<String> {
    level.as_ref().map(|level| level.as_str().to_owned())
}

fn choices(levels: &[Sharing]) -> Vec<Choice> {
    let choice = |level: &Sharing| Choice {
        hint: labels::value_hint("sharing", level.as_str()).to_owned(),
        ..Choice::new(level.as_str(), labels::value_label("sharing", level.as_str()))
    };
    levels.iter().map(choice).collect()
}
