//! Why something of a file waits: each reason brought about by a stranger's file, and read under *To look at*.

use crate::look::Eye;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::sample::{self, revision_id};
use crate::send::{complete, notebook};
use crate::sentences::shown_in;
use ginnel::domain::revision::{Act, Kind, Revision, Sharing};
use ginnel::exchange::import::Why;
use ginnel::exchange::spelled::to_value;
use ginnel::ui::text::to_look_at::why;
use serde_json::json;

fn file(from: u8, revisions: &[Revision]) -> Vec<u8> {
    let revisions: Vec<_> = revisions.iter().map(to_value).collect();
    sample::forge(&sample::person(from), &revisions, |_| ()).into_bytes()
}

#[tokio::test]
async fn whatever_waits_says_why_and_what_to_do() {
    let phone = Phone::of("sentences-waiting", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let record = person::write_note(browser, &complete("The hall opens at eight.")).await;
    let own = notebook(&person::send_file(&phone).await);
    let head = own.heads(record)[0].clone();
    let stranger = sample::person(9);
    let of = |parent: &Revision, n: u8| Revision {
        id: revision_id(n),
        parents: vec![parent.id],
        by: Some(stranger.device.fingerprint()),
        ..parent.clone()
    };
    let child = |n: u8| of(&head, n);
    let wordless = |child: Revision, act: Act| Revision { act, fields: Default::default(), ..child };
    let other =
        |n: u8, parents: &[u8]| stranger.revision(n, 7, parents, json!({"words": "The urn is mended."}));
    // Somebody else's note came without its words.
    let withheld = sample::person(8).revision(50, 5, &[], json!({"words": "Held back."}));
    let theirs = sample::person(8).revision(51, 6, &[], json!({"words": "Tea."}));
    person::take_in(&phone, &file(8, &[withheld.stub(), theirs.clone()])).await;
    let raised = Revision { sharing: Sharing::Publishable, ..child(3) };
    let on_it = Revision { parents: vec![raised.id], ..child(4) };
    let of_theirs = |n: u8| of(&theirs, n);
    // Why, the picture, whether the reader began the record, and what came.
    let cases: Vec<(Why, &str, bool, Vec<Revision>)> = vec![
        (
            Why::Damage,
            "to-look-at-damage",
            true,
            vec![Revision { fields: sample::fields_of(json!({"words": "Never written."})), ..head.clone() }],
        ),
        (
            Why::OtherKind,
            "to-look-at-other-kind",
            true,
            vec![Revision { kind: Kind::Organisation, ..child(1) }],
        ),
        (
            Why::OtherRecord,
            "to-look-at-other-record",
            true,
            vec![Revision { record: sample::record_id(9), ..child(2) }],
        ),
        (Why::Erased, "to-look-at-erased", true, vec![wordless(child(5), Act::Erase)]),
        (
            Why::UnknownAct,
            "to-look-at-unknown-act",
            true,
            vec![wordless(child(6), Act::Other("hand_over".to_owned()))],
        ),
        (Why::Raised, "to-look-at-raised", true, vec![raised.clone()]),
        (Why::StandsOnWaiting, "to-look-at-stands-on-waiting", true, vec![raised, on_it]),
        (
            Why::Narrowed,
            "to-look-at-narrowed",
            true,
            vec![Revision { sharing: Sharing::Private, ..child(7) }],
        ),
        (Why::Reopened, "to-look-at-reopened", false, vec![withheld]),
        (Why::TakenBack, "to-look-at-theirs-taken-back", false, vec![wordless(of_theirs(9), Act::Withdraw)]),
        (Why::Erased, "to-look-at-theirs-erased", false, vec![wordless(of_theirs(10), Act::Erase)]),
        (
            Why::Raised,
            "to-look-at-theirs-raised",
            false,
            vec![Revision { sharing: Sharing::Publishable, ..of_theirs(11) }],
        ),
        (
            Why::Narrowed,
            "to-look-at-theirs-narrowed",
            false,
            vec![Revision { sharing: Sharing::Private, ..of_theirs(12) }],
        ),
        (Why::NoParent, "to-look-at-no-parent", false, vec![other(8, &[77])]),
    ];
    let reasons = cases.len();
    for (reason, state, is_own, revisions) in cases {
        let mut all =
            if reason == Why::NoParent || reason == Why::Damage { vec![] } else { vec![head.clone()] };
        all.extend(revisions);
        person::take_in(&phone, &file(9, &all)).await;
        phone.open("to-look-at").await;
        let (happened, next_step) = why(reason.as_str(), is_own);
        shown_in(browser, &eye, ".card", [happened, next_step], state).await;
    }
    eye.judge(reasons);
    phone.end().await;
}
