//! The text of a notification.

use crate::item::Stamp;
use crate::text::{Printable, sanitise_line};

/// How every notification begins. A terminal takes one that begins with a number for the state of a progress bar.
const PREFIX: &str = "电报";

/// The most characters of a headline.
const MAX_HEADLINE: usize = 80;

/// `电报 立案 20:27 headline +2`: the rule, the time and the headline of an item, and the number of others.
pub fn notification_text(
    rule: &str,
    at: Stamp,
    headline: &str,
    others: usize,
) -> Printable<'static> {
    let time = at.time().format("%H:%M");
    let headline = sanitise_line(headline);
    let mut rest = headline.as_str().char_indices().skip(MAX_HEADLINE);
    let end = rest.next().map(|(end, _)| end);
    let beginning = end.and_then(|end| headline.as_str().get(..end));
    let headline = beginning.map_or_else(|| headline.to_string(), |text| format!("{text}…"));
    let others = if others == 0 {
        String::new()
    } else {
        format!(" +{others}")
    };
    let text = format!("{PREFIX} {rule} {time} {headline}{others}");
    sanitise_line(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notification_says_what_came_and_how_much() {
        let at = Stamp::from_beijing("2026-03-02T20:27:00".parse().unwrap()).unwrap();
        let text =
            |headline: &str, others| notification_text("立案", at, headline, others).to_string();
        assert_eq!(text("云帆\n9;4;1", 0), "电报 立案 20:27 云帆 9;4;1");
        let long = text(&"长".repeat(100), 3);
        assert_eq!(long, format!("电报 立案 20:27 {}… +3", "长".repeat(80)));
    }
}
