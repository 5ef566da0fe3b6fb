//! What leaves the reader with the selected item: its text, its title, its link, its place in a file.

use std::path::PathBuf;

use super::{App, Copied, Effect, notice};
use crate::lang::UiText;
use crate::text::{sanitise, sanitise_line};
use crate::timeline::ItemRef;

/// Copies a part of the selected item; printable, since who pastes it may do so into a shell.
pub(super) fn copy(app: &mut App, what: Copied) -> Vec<Effect> {
    let Some(item) = app.selected() else {
        return notice::say(app, UiText::NoSelection);
    };
    let copied = match what {
        Copied::Text => Some((what, sanitise(item.text()).as_str().to_owned())),
        Copied::Title => item
            .story()
            .title
            .map(|title| (what, sanitise_line(title).as_str().to_owned())),
        Copied::Link | Copied::Place => link(item).map(|link| (Copied::Link, link)).or_else(|| {
            let (path, line) = place(item)?;
            Some((
                Copied::Place,
                format!("{}:{line}", sanitise_line(&path.to_string_lossy())),
            ))
        }),
    };
    match copied {
        Some((what, text)) => vec![Effect::Copy(what, text)],
        None => notice::fail(
            app,
            if what == Copied::Title {
                UiText::NoTitle
            } else {
                UiText::NoLink
            },
        ),
    }
}

/// Opens the link of the selected item.
pub(super) fn open_link(app: &mut App) -> Vec<Effect> {
    match app.selected() {
        None => notice::say(app, UiText::NoSelection),
        Some(item) => match link(item) {
            Some(link) => vec![Effect::OpenLink(link)],
            None => notice::fail(app, UiText::NoLink),
        },
    }
}

/// Opens the dump of the selected item in an editor.
pub(super) fn edit(app: &mut App) -> Vec<Effect> {
    match app.selected().and_then(place) {
        Some((path, line)) => vec![Effect::Edit(path, line)],
        None => notice::say(app, UiText::NoSelection),
    }
}

fn link(item: ItemRef<'_>) -> Option<String> {
    item.url().map(|url| sanitise_line(url).as_str().to_owned())
}

fn place(item: ItemRef<'_>) -> Option<(PathBuf, u32)> {
    let places = item.places();
    let place = places.first()?;
    Some((place.path().to_owned(), place.record.line))
}
