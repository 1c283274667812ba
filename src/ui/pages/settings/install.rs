//! The home screen: the browser's own offer where it makes one, else how to do it by hand.

use crate::platform::install::{self, InstallOffer};
use crate::ui::components::{Button, Look};
use crate::ui::text::settings as text;
use leptos::prelude::*;

/// The browser's offer, from the start of the page.
#[derive(Clone, Copy)]
struct Offer {
    offer: StoredValue<InstallOffer, LocalStorage>,
    changes: RwSignal<u32>,
}

/// Waits for the offer, which comes early and once. Call once, where the app is mounted.
pub fn watch_for_offer() {
    let changes = RwSignal::new(0);
    let offer = InstallOffer::watch(move || changes.update(|n| *n += 1));
    provide_context(Offer { offer: StoredValue::new_local(offer), changes });
}

/// The part of the page.
#[component]
pub(super) fn Install() -> impl IntoView {
    let offer = use_context::<Offer>();
    let is_offered = move || {
        offer.is_some_and(|offer| {
            offer.changes.track();
            offer.offer.with_value(InstallOffer::is_there)
        })
    };
    let accept = Callback::new(move |()| {
        let Some(Offer { offer, changes }) = offer else {
            return;
        };
        let offer = offer.get_value();
        leptos::task::spawn_local(async move {
            offer.accept().await;
            changes.update(|n| *n += 1);
        });
    });
    let inside = move || {
        let say = |words: &'static str| view! { <p>{words}</p> };
        if install::is_installed() {
            say(text::INSTALLED).into_any()
        } else if is_offered() {
            view! {
                {say(text::INSTALL_OFFER)}
                <Button label=text::INSTALL_NOW look=Look::Second on_press=accept />
            }
            .into_any()
        } else if install::is_apple_tab() {
            say(text::INSTALL_APPLE).into_any()
        } else {
            say(text::INSTALL_MENU).into_any()
        }
    };
    view! {
        <section class="section">
            <h2>{text::INSTALL}</h2>
            {move || inside()}
        </section>
    }
    .into_any()
}
