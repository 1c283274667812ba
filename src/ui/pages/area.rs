//! Which area: those there are today, what is known of the one that is chosen, and what became of older ones.

use super::help;
use crate::ui::components::{Chips, Choice};
use crate::ui::session::Session;
use crate::ui::text::{labels, welcome as words};
use leptos::prelude::*;

/// The question. `none` is the value that stands for an area that is not in the list.
pub(super) fn choose(
    session: Session,
    legend: &'static str,
    chosen: RwSignal<Vec<String>>,
    none: &'static str,
) -> AnyView {
    // The areas may still be read when the page opens.
    let areas = Memo::new(move |_| session.watch().areas());
    let choices = Signal::derive(move || {
        let known = areas.get().into_iter().map(|area| Choice::new(area.id.to_string(), area.label));
        let other = Choice { hint: words::NO_AREA_HINT.to_owned(), ..Choice::new(none, words::NO_AREA) };
        known.chain([other]).collect::<Vec<_>>()
    });
    let about = move || {
        let id = chosen.with(|chosen| chosen.first().cloned())?;
        let area = areas.get().into_iter().find(|area| area.id.to_string() == id)?;
        let roles = area.roles.iter().map(|role| labels::value_label("party", &role.party));
        let roles = roles.collect::<Vec<_>>().join(", ");
        let at_work = (!roles.is_empty()).then(|| words::at_work(&roles));
        Some(view! {
            <p class="soft" dir="auto">
                {area.description} " " {at_work}
            </p>
        })
    };
    let older = Memo::new(move |_| {
        let older = session.watch().older_areas().into_iter();
        older.map(|area| (area.label, area.became)).collect::<Vec<_>>()
    });
    view! {
        <Chips legend=legend choices=choices chosen=chosen rows=true />
        {about}
        {help::terms(words::OLDER_AREAS, older)}
    }
    .into_any()
}
