//! The form of a note, a group or an answer: new, repeated, begun or changed. Its controls are drawn from the table
//! of fields; what needs a hand of its own stands in the files below.

mod field;
mod form;
mod groups;
mod items;
mod link;
mod places;
mod promises;
mod quotes;
mod sharing;

use super::looks_personal::Finds;
use crate::app::draft::{Draft, Page as DraftPage};
use crate::app::queries::warnings::Warning;
use crate::domain::entries::text;
use crate::domain::fields::{self, Field, Fold as FoldName};
use crate::domain::order;
use crate::domain::revision::Kind;
use crate::platform::history;
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonRow, EmptyState, ErrorSummary, FieldError, Fold, Glyph, Look, Page, SaveBar,
};
use crate::ui::drafting::Drafting;
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, labels, note_form as words};
use form::Form;
use leptos::prelude::*;

/// The id of the one field that Save asks for.
const MAIN_FIELD: &str = "main-field";
/// The order in which one remembers a note, which is not the order of the table.
const OPEN_ORDER: [&str; 5] = ["words", "orgs", "places", "happened_on", "with_kinds"];
const FOLDS: [FoldName; 4] = [FoldName::TheirWords, FoldName::Promise, FoldName::Missing, FoldName::More];

/// A form over a draft, with everything around it: saving, keeping, throwing away.
#[component]
pub fn NoteForm(
    /// What is written.
    draft: Draft,
    /// The title of the page.
    title: &'static str,
    /// Whether one comes here to write at once: the words box takes the focus.
    #[prop(optional)]
    begun_here: bool,
) -> impl IntoView {
    let session = use_session();
    let drafting = Drafting::open(session, draft);
    let form = Form::new(session, drafting, begun_here);
    let thrown = RwSignal::new(None::<Draft>);
    stay_reachable(drafting);
    move || match thrown.get() {
        Some(draft) => thrown_away(session, draft),
        None => page(form, title, thrown),
    }
}

fn page(form: Form, title: &'static str, thrown: RwSignal<Option<Draft>>) -> AnyView {
    let rows = fields::of(&form.kind());
    let place =
        |field: &&Field| OPEN_ORDER.iter().position(|path| *path == field.path).unwrap_or(OPEN_ORDER.len());
    let mut open: Vec<&'static Field> = rows.iter().filter(|field| field.fold == FoldName::Open).collect();
    if form.is_note {
        order::by_key(&mut open, place);
    }
    let open = open.into_iter().map(|field| field::control(form, field)).collect::<Vec<_>>();
    let folds = FOLDS.into_iter().map(|name| fold(form, rows, name)).collect::<Vec<_>>();
    let asked = question(form);
    let goes_to = (form.kind() != Kind::Organisation).then(|| sharing::draw(form));
    let finds = Finds::none();
    let errors = Signal::derive(move || {
        let text = form.error().get();
        let error = FieldError { field: MAIN_FIELD.to_owned(), text };
        if error.text.is_empty() { Vec::new() } else { vec![error] }
    });
    let busy = form.drafting.saving;
    let label = Signal::derive(move || (if busy.get() { common::SAVING } else { common::SAVE }).to_owned());
    let save = saver(form, finds);
    let back = Back { href: back_to(form).href(), label: common::BACK };
    view! {
        <Page title=title back=back focus_heading=!form.begun_here>
            <form class="column" novalidate on:submit=|event| event.prevent_default()>
                <ErrorSummary errors=errors />
                {asked}
                {open}
                <div class="stack">{folds}</div>
                {goes_to}
                {finds.over(form.drafting, replacer(form))}
                {throw_away(form, thrown)}
            </form>
            <SaveBar>
                <Button label=label glyph=Glyph::Tick busy=busy on_press=save />
            </SaveBar>
        </Page>
    }
    .into_any()
}

/// What an answer is an answer to.
fn question(form: Form) -> Option<AnyView> {
    let draft = form.drafting.draft();
    let asked = text(&draft.main()?.fields, "prompt_as_asked").to_owned();
    (!asked.is_empty()).then(|| view! { <p class="prompt__text" dir="auto">{asked}</p> }.into_any())
}

fn fold(form: Form, rows: &'static [Field], name: FoldName) -> Option<AnyView> {
    let inside: Vec<&'static Field> = rows.iter().filter(|field| field.fold == name).collect();
    if inside.is_empty() {
        return None;
    }
    let controls = inside.iter().map(|field| field::control(form, field)).collect::<Vec<_>>();
    let count = Signal::derive(move || inside.iter().map(|field| field::filled(form, field)).sum());
    let fold = view! { <Fold title=labels::fold(name) count=count>{controls}</Fold> };
    Some(fold.into_any())
}

fn saver(form: Form, finds: Finds) -> Callback<()> {
    let go = use_go();
    Callback::new(move |()| {
        form.settle();
        form.tried.set(true);
        if !form.error().with_untracked(String::is_empty) {
            return;
        }
        if finds.stop(form.drafting, form.session.app().warnings_in(&form.drafting.draft())) {
            return;
        }
        let changed = form.drafting.draft().page == DraftPage::Change;
        form.drafting.save(move |saved| {
            if changed {
                a11y::announce(common::SAVED);
                go(To::Note(saved.record), true);
            } else {
                go(To::Saved(saved.record), true);
            }
        });
    })
}

/// Takes the suggestion in place of what was found.
fn replacer(form: Form) -> Callback<Warning> {
    Callback::new(move |warning: Warning| form.drafting.edit(|draft| warning.replace(draft)))
}

/// Where the way back leads: to the record one changes, else Home.
fn back_to(form: Form) -> To {
    let draft = form.drafting.draft();
    let known = draft.main().filter(|main| !main.base.is_empty());
    known.map_or(To::Home, |main| To::Note(main.record))
}

/// From its first kept change on, a new note has an address of its own, so that a reload comes back to it.
fn stay_reachable(drafting: Drafting) {
    if drafting.draft().page == DraftPage::Note {
        Effect::new(move |_| {
            if drafting.is_touched() && !drafting.is_ahead() {
                history::replace(&To::Draft(drafting.draft().id).href());
            }
        });
    }
}

fn throw_away(form: Form, thrown: RwSignal<Option<Draft>>) -> AnyView {
    let id = form.drafting.draft().id;
    let was_kept = form.session.app().draft(id).is_some();
    let nothing = move || !was_kept && !form.drafting.is_touched();
    let throw = Callback::new(move |()| {
        let draft = form.drafting.draft();
        form.drafting.discard(move |()| thrown.set(Some(draft)));
    });
    view! {
        <div hidden=nothing>
            <Button label=words::THROW_AWAY look=Look::Quiet glyph=Glyph::Bin on_press=throw />
        </div>
    }
    .into_any()
}

/// The draft is gone, and stays within reach until the page is left.
fn thrown_away(session: Session, draft: Draft) -> AnyView {
    let go = use_go();
    let undo = Callback::new(move |()| {
        let again = session.app().as_new_draft(draft.clone());
        let app = session.app();
        session.run(async move { app.keep_draft(&again).await }, move |id| go(To::Draft(id), true));
    });
    let home = Back { href: To::Home.href(), label: common::HOME };
    view! {
        <Page title=words::THROWN back=home>
            <EmptyState glyph=Glyph::Bin title=words::THROWN_SHORT text=words::THROWN_TEXT>
                <ButtonRow>
                    <Button label=common::UNDO on_press=undo />
                </ButtonRow>
            </EmptyState>
        </Page>
    }
    .into_any()
}
