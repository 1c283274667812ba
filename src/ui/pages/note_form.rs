//! The form of a note, a group or an answer: new, repeated, begun or changed. Its controls are drawn from the table
//! of fields; what needs a hand of its own stands in the files below.

mod field;
mod groups;
mod items;
mod link;
mod places;
mod promises;
mod quotes;
mod sharing;
mod warnings;

use crate::app::draft::{Draft, Page as DraftPage};
use crate::domain::entries::{self, text};
use crate::domain::fields::{self, Field, Fold as FoldName};
use crate::domain::ids::RecordId;
use crate::domain::order;
use crate::domain::revision::{Kind, Sharing};
use crate::platform::history;
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonRow, EmptyState, ErrorSummary, FieldError, Fold, Glyph, Look, Page, SaveBar,
};
use crate::ui::drafting::Drafting;
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, labels, note_form as words};
use items::Items;
use leptos::prelude::*;
use serde_json::json;
use warnings::Warnings;

/// The id of the one field that Save asks for.
const MAIN_FIELD: &str = "main-field";
/// The order in which one remembers, which is not the order of the table.
const OPEN_ORDER: [&str; 5] = ["words", "orgs", "places", "happened_on", "with_kinds"];
const FOLDS: [FoldName; 4] = [FoldName::TheirWords, FoldName::Promise, FoldName::Missing, FoldName::More];

/// What every part of the form is given. Cheap to copy.
#[derive(Clone, Copy)]
struct Form {
    session: Session,
    drafting: Drafting,
    quotes: Items,
    promises: Items,
    /// What is typed and not picked yet: kept with the draft, taken in by Save.
    typed_group: RwSignal<String>,
    typed_place: RwSignal<String>,
    /// Whether Save was pressed, so that what is wrong is said now and not while one types.
    tried: RwSignal<bool>,
    begun_here: bool,
}

impl Form {
    fn new(session: Session, drafting: Drafting, begun_here: bool) -> Self {
        let draft = drafting.draft();
        let typed = |name: &str| RwSignal::new(draft.progress[name].as_str().unwrap_or_default().to_owned());
        let form = Self {
            session,
            drafting,
            quotes: Items::of("quotes", draft.main()),
            promises: Items::of("promises", draft.main()),
            typed_group: typed("group"),
            typed_place: typed("place"),
            tried: RwSignal::new(false),
            begun_here,
        };
        Effect::new(move |before: Option<()>| {
            let progress = json!({ "group": form.typed_group.get(), "place": form.typed_place.get() });
            if before.is_some() {
                drafting.edit(|draft| draft.progress = progress);
            }
        });
        form
    }

    fn kind(self) -> Kind {
        let kind = self.drafting.draft().main().map(|main| main.kind.clone());
        kind.unwrap_or(Kind::Engagement)
    }

    fn is_note(self) -> bool {
        self.kind() == Kind::Engagement
    }

    /// Whether the record is not in the notebook yet.
    fn is_new(self) -> bool {
        self.level_before().is_none()
    }

    /// Whether the page was opened to write, not to go on with what was begun.
    fn is_begun_here(self) -> bool {
        self.begun_here
    }

    /// Who could see the record before this change.
    fn level_before(self) -> Option<Sharing> {
        let draft = self.drafting.draft();
        let main = draft.main().filter(|main| !main.base.is_empty())?;
        Some(self.session.app().note(main.record)?.view.sharing)
    }

    /// What a record is called, here or in the notebook.
    fn name_of(self, record: RecordId) -> String {
        let here = self.drafting.with(|draft| {
            let entry = draft.entries.iter().find(|entry| entry.record == record);
            entry.map(|entry| {
                let label = text(&entry.fields, "label");
                (if label.is_empty() { text(&entry.fields, "name") } else { label }).to_owned()
            })
        });
        here.unwrap_or_else(|| self.session.app().name_of(record))
    }

    /// What is missing and must not be: the words of a note, the name of a group.
    fn error(self) -> Signal<String> {
        Signal::derive(move || {
            let (path, error) = match self.kind() {
                Kind::Engagement => ("words", words::WORDS_FIRST),
                Kind::Organisation => ("name", words::NAME_FIRST),
                _ => return String::new(),
            };
            let missing = self.drafting.fields(|fields| text(fields, path).trim().is_empty());
            if self.tried.get() && missing { error.to_owned() } else { String::new() }
        })
    }

    /// Takes in what is still typed, and puts the draft in order.
    fn settle(self) {
        groups::settle(self);
        places::settle(self);
        self.drafting.edit(|draft| {
            groups::describe_new(draft);
            if let Some(main) = draft.main_mut() {
                items::prune(&mut main.fields);
            }
        });
        self.date_wishes();
    }

    /// A group's wishes are of the day they were last changed.
    fn date_wishes(self) {
        let draft = self.drafting.draft();
        let Some(main) = draft.main().filter(|main| main.kind == Kind::Organisation) else {
            return;
        };
        let before = self.session.app().note(main.record);
        let before = before.and_then(|note| note.view.fields.get("wishes").cloned());
        if before.as_ref() != main.fields.get("wishes") {
            let today = self.session.app().today().to_string();
            self.drafting.edit_fields(|fields| entries::set_text(fields, "wishes_on", &today));
        }
    }
}

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
    order::by_key(&mut open, place);
    let open = open.into_iter().map(|field| field::control(form, field)).collect::<Vec<_>>();
    let folds = FOLDS.into_iter().map(|name| fold(form, rows, name)).collect::<Vec<_>>();
    let asked = question(form);
    let goes_to = (form.kind() != Kind::Organisation).then(|| sharing::draw(form));
    let warnings = Warnings::none();
    let errors = Signal::derive(move || {
        let text = form.error().get();
        let error = FieldError { field: MAIN_FIELD.to_owned(), text };
        if error.text.is_empty() { Vec::new() } else { vec![error] }
    });
    let saving = RwSignal::new(false);
    let busy = Signal::derive(move || saving.get() && form.drafting.trouble.with(Option::is_none));
    let label = Signal::derive(move || (if busy.get() { common::SAVING } else { common::SAVE }).to_owned());
    let save = saver(form, warnings, saving);
    let back = Back { href: back_to(form).href(), label: common::BACK };
    view! {
        <Page title=title back=back focus_heading=!form.begun_here>
            <form class="column" novalidate on:submit=|event| event.prevent_default()>
                <ErrorSummary errors=errors />
                {asked}
                {open}
                <div class="stack">{folds}</div>
                {goes_to}
                {warnings::draw(form, warnings)}
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

fn saver(form: Form, warnings: Warnings, saving: RwSignal<bool>) -> Callback<()> {
    let go = use_go();
    Callback::new(move |()| {
        form.settle();
        form.tried.set(true);
        if !form.error().with_untracked(String::is_empty) {
            return;
        }
        if warnings.stop(form) {
            return;
        }
        saving.set(true);
        let go = go.clone();
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

/// Where the way back leads: to the record one changes, else Home.
fn back_to(form: Form) -> To {
    let draft = form.drafting.draft();
    let known = draft.main().filter(|main| !main.base.is_empty());
    known.map_or(To::Home, |main| To::Note(main.record))
}

/// From its first kept change on, a new note has an address of its own, so that a reload comes back to it.
fn stay_reachable(drafting: Drafting) {
    let draft = drafting.draft();
    if draft.page == DraftPage::Note {
        Effect::new(move |_| {
            if drafting.is_touched() && !drafting.is_ahead() {
                history::replace(&To::Draft(draft.id).href());
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
        let (app, go, id) = (session.app(), go.clone(), again.id);
        session.run(async move { app.keep_draft(&again).await }, move |()| go(To::Draft(id), true));
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
