//! The first run: what it is for, what becomes of your words, where you work. On an iPhone in a browser tab, the home
//! screen comes first, and only looking around is open.

mod setting_up;

use crate::platform::install;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Glyph, Icon, Look, Page};
use crate::ui::later::{Part, use_later};
use crate::ui::notebooks;
use crate::ui::routes::To;
use crate::ui::text::{common, welcome as words};
use leptos::prelude::*;

pub use setting_up::SettingUp;

const LAST: usize = 3;

/// The first run, as one page with steps.
#[component]
pub fn Welcome() -> impl IntoView {
    if install::is_apple_tab() {
        return install_first();
    }
    let step = RwSignal::new(1_usize);
    // What is chosen in the last step stays when one goes back to read again.
    let setting_up = SettingUp::begin();
    let later = use_later();
    let to = move |next: usize| {
        step.set(next);
        request_animation_frame(|| {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            a11y::focus_heading();
        });
    };
    let heading = Signal::derive(move || {
        let heading = match step.get() {
            1 => words::WHAT_FOR,
            2 => words::YOUR_WORDS,
            _ => words::WHERE,
        };
        heading.to_owned()
    });
    let lead = Signal::derive(move || words::step(step.get()));
    let inside = move || match step.get() {
        1 => view! {
            {paragraphs(&words::WHAT_FOR_LINES)}
            {buttons(None, Callback::new(move |()| to(2)))}
            {look_around()}
            {have_copy()}
        }
        .into_any(),
        2 => view! {
            {five_lines()}
            <p class="soft">{words::SMALL_PRINT}</p>
            {buttons(Some(Callback::new(move |()| to(1))), Callback::new(move |()| to(LAST)))}
        }
        .into_any(),
        _ => view! {
            {later.draw(move || Part::SettingUp(setting_up, Callback::new(move |()| to(2))))}
            {look_around()}
        }
        .into_any(),
    };
    view! {
        <Page title=words::TITLE heading=heading lead=lead>
            {move || inside()}
        </Page>
    }
    .into_any()
}

fn paragraphs(lines: &'static [&'static str]) -> AnyView {
    let lines = lines.iter().map(|line| view! { <p>{*line}</p> }).collect::<Vec<_>>();
    view! { <div class="stack">{lines}</div> }.into_any()
}

fn five_lines() -> AnyView {
    let lines = words::YOUR_WORDS_LINES.iter().map(|line| {
        view! { <li class="card">{*line}</li> }
    });
    view! {
        <ol class="cards" role="list">
            {lines.collect::<Vec<_>>()}
        </ol>
    }
    .into_any()
}

fn buttons(back: Option<Callback<()>>, next: Callback<()>) -> AnyView {
    let back = back.map(|back| view! { <Button label=common::BACK look=Look::Quiet on_press=back /> });
    view! {
        <ButtonRow>
            <Button label=common::NEXT on_press=next />
            {back}
        </ButtonRow>
    }
    .into_any()
}

/// The practice notebook, for whoever wants to see before they say anything.
fn look_around() -> AnyView {
    let look = Callback::new(|()| notebooks::look_around());
    view! {
        <div class="stack">
            <p class="soft">{words::LOOK_AROUND_TEXT}</p>
            <Button label=words::LOOK_AROUND look=Look::Second on_press=look />
        </div>
    }
    .into_any()
}

/// On a new phone nothing has to be set up again.
fn have_copy() -> AnyView {
    view! { <ButtonLink label=words::HAVE_COPY href=To::BringIn.href() look=Look::Quiet /> }.into_any()
}

/// Recording is off here: what is written in a tab does not come along to the home screen.
fn install_first() -> AnyView {
    let pictures = [Glyph::Send, Glyph::Plus, Glyph::Book];
    let steps = words::INSTALL_STEPS.iter().zip(pictures).map(|(text, glyph)| {
        view! {
            <li class="card picture">
                <Icon glyph=glyph />
                <span>{*text}</span>
            </li>
        }
    });
    view! {
        <Page title=words::TITLE heading=Signal::stored(words::INSTALL.to_owned())>
            <p>{words::INSTALL_WHY}</p>
            <ol class="cards" role="list">
                {steps.collect::<Vec<_>>()}
            </ol>
            {look_around()}
        </Page>
    }
    .into_any()
}
