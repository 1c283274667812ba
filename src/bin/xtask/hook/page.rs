//! `index.html`: what the build writes into it and takes out of it. Pure.

use super::files::Built;
use ginnel::ui::text::{common, welcome};
use std::fmt::Write;

/// Where the lines go that only the build knows. Before anything that loads, so that the policy covers it.
const PLACE: &str = "<!-- written by the build";

/// How Trunk begins the link to a style sheet.
const SHEET: &str = "<link rel=\"stylesheet\"";

/// What is written at that place.
pub struct Head<'a> {
    /// Empty in debug builds.
    pub policy: &'a str,
    /// Base path, begins and ends with a slash.
    pub base: &'a str,
    /// Name of the build.
    pub build: &'a str,
    /// The glue script.
    pub app: &'a Built,
    /// The script that starts it.
    pub boot: &'a Built,
    /// The script of the program beside the page, below the base path.
    pub worker: &'a str,
}

/// The page with its head written and Trunk's own tags taken out.
pub fn finished(page: &str, head: &Head) -> String {
    let base = head.base;
    let mut lines = policy_line(head.policy);
    // None for the program: on a slow line it would come before the first words, and boot.js lets these go first.
    let _ = write!(
        lines,
        "<meta name=\"ginnel-base\" content=\"{base}\">\n\
         <meta name=\"ginnel-build\" content=\"{}\">\n\
         <meta name=\"ginnel-worker\" content=\"{base}{}\">\n\
         <link rel=\"modulepreload\" href=\"{base}{}\" crossorigin integrity=\"{}\">\n\
         <script type=\"module\" blocking=\"render\" src=\"{base}{}\" crossorigin integrity=\"{}\"></script>\n",
        head.build, head.worker, head.app.path, head.app.integrity, head.boot.path, head.boot.integrity,
    );
    // With `inject_scripts = false` Trunk leaves the tags that told it what to build.
    at_place(&without(page, "<link data-trunk"), &lines)
}

/// The words of the first page, as `ui/pages/welcome.rs` draws them: they are there a second before the program is.
pub fn first() -> String {
    let lines: String = welcome::WHAT_FOR_LINES.iter().map(|line| format!("<p>{line}</p>")).collect();
    format!(
        "<main class=\"main\"><div class=\"page\">\
         <div class=\"page__top\"><span class=\"brand\">{}</span></div>\
         <div class=\"page__head\"><h1>{}</h1><p class=\"soft\">{}</p></div>\
         <div class=\"stack\">{lines}</div><p class=\"soft\" role=\"status\">{}</p></div></main>",
        common::APP,
        welcome::WHAT_FOR,
        welcome::step(1),
        common::OPENING,
    )
}

/// A page apart from the app: the policy alone.
pub fn with_policy(page: &str, policy: &str) -> String {
    at_place(page, &policy_line(policy))
}

/// The style sheets that the page links, below the base path, in their order.
pub fn sheets(page: &str, base: &str) -> Vec<String> {
    let start = format!("href=\"{base}");
    tags(page, SHEET)
        .filter_map(|tag| Some(tag.split_once(&start)?.1.split_once('"')?.0.to_owned()))
        .collect()
}

/// Puts others in their place, all where the first of them stood.
pub fn with_sheets(page: &str, base: &str, sheets: &[Built]) -> String {
    let link = |sheet: &Built| {
        let (path, integrity) = (&sheet.path, &sheet.integrity);
        format!("<link rel=\"stylesheet\" href=\"{base}{path}\" integrity=\"{integrity}\">\n")
    };
    let lines: String = sheets.iter().map(link).collect();
    let Some(first) = page.find(SHEET) else {
        return page.to_owned();
    };
    format!("{}{lines}{}", &page[..first], without(&page[first..], SHEET))
}

fn policy_line(policy: &str) -> String {
    if policy.is_empty() {
        return String::new();
    }
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n")
}

fn at_place(page: &str, lines: &str) -> String {
    let Some((before, after)) = page.split_once(PLACE) else {
        return page.to_owned();
    };
    let after = after.split_once("-->").map_or(after, |(_, rest)| rest.trim_start_matches('\n'));
    format!("{before}{lines}{after}")
}

/// Takes out the tags that begin so.
fn without(page: &str, start: &str) -> String {
    let left: Vec<&str> = tags(page, start).collect();
    left.into_iter().fold(page.to_owned(), |page, tag| page.replace(&format!("{tag}\n"), "").replace(tag, ""))
}

fn tags<'a>(page: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    page.match_indices(name).filter_map(move |(at, _)| page[at..].find('>').map(|end| &page[at..=at + end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<!-- written by the build: x -->\n\
        <link rel=\"stylesheet\" href=\"/x/a-1.css\" integrity=\"z\"/>\n\
        <link data-trunk rel=\"rust\" data-bin=\"ginnel\">\n<link rel=\"icon\" href=\"/x/i.svg\">\n</head>";

    fn head<'a>(policy: &'a str, file: &'a Built) -> Head<'a> {
        Head { policy, base: "/x/", build: "b", app: file, boot: file, worker: "built/w.js" }
    }

    #[test]
    fn the_policy_stands_before_anything_that_loads() {
        let file = Built::of("built/f", b"");
        let page = finished(PAGE, &head("none", &file));
        let at = |what: &str| page.find(what).unwrap();
        assert!(at("Content-Security-Policy") < at("built/f") && at("built/f") < at("stylesheet"));
        assert!(!page.contains("data-trunk") && !page.contains("written by the build"));
        assert!(page.contains("rel=\"icon\""));
    }

    #[test]
    fn a_debug_page_has_no_policy() {
        let file = Built::of("built/f", b"");
        assert!(!finished(PAGE, &head("", &file)).contains("Security"));
    }

    #[test]
    fn style_sheets_are_found_in_order_and_give_way_to_others() {
        let page = PAGE.replace(
            "<link rel=\"icon\"",
            "<link rel=\"stylesheet\" href=\"/x/b-2.css\"/>\n<link rel=\"icon\"",
        );
        assert_eq!(sheets(&page, "/x/"), ["a-1.css", "b-2.css"]);
        let page = with_sheets(&page, "/x/", &[Built::of("built/c", b"c")]);
        assert_eq!(sheets(&page, "/x/"), ["built/c"]);
        assert!(page.contains("rel=\"icon\"") && page.contains("data-trunk"));
        assert!(page.contains(&Built::of("", b"c").integrity) && !page.contains("integrity=\"z\""));
    }
}
