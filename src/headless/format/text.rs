//! One line an item, for people and for grep: `2026-01-06 05:49 ● 【title】body（source）`.

use std::io::Write;

use crate::query::Matcher;
use crate::text::sanitise_line;
use crate::timeline::ItemRef;

const TIME: &str = "\x1b[36m";
const RED: &str = "\x1b[1;31m";
const TITLE: &str = "\x1b[1m";
const HIT: &str = "\x1b[30;43m";
const DIM: &str = "\x1b[2m";
const END: &str = "\x1b[0m";

/// Prints one line an item.
#[derive(Clone, Debug)]
pub struct TextPrinter {
    /// Whether the line has colours, of the terminal's sixteen.
    pub is_coloured: bool,
    /// The query whose hits are highlighted.
    pub matcher: Option<Matcher>,
}

impl TextPrinter {
    pub(super) fn print(&self, out: &mut Vec<u8>, item: ItemRef<'_>) {
        let story = item.story();
        let red = item.flags().is_red();
        let time = item.stamp().time().naive_local();
        // Writing to memory does not fail.
        let _ = write!(
            out,
            "{}{}{} ",
            self.colour(TIME),
            time.format("%Y-%m-%d %H:%M"),
            self.colour(END)
        );
        if red {
            let _ = write!(out, "{}●{} ", self.colour(RED), self.colour(END));
        } else {
            out.extend_from_slice(b"  ");
        }
        if let Some(title) = story.title {
            self.highlight(out, &format!("【{title}】"), if red { RED } else { TITLE });
        }
        self.highlight(
            out,
            story.body,
            if red && story.title.is_none() {
                RED
            } else {
                ""
            },
        );
        if let Some(source) = story.source {
            self.highlight(out, &format!("（{source}）"), DIM);
        }
        out.push(b'\n');
    }

    const fn colour(&self, colour: &'static str) -> &'static str {
        if self.is_coloured { colour } else { "" }
    }

    /// Prints a part of the line in its colour, with hits highlighted.
    fn highlight(&self, out: &mut Vec<u8>, text: &str, colour: &'static str) {
        let printable = sanitise_line(text);
        let text = printable.as_str();
        if !self.is_coloured || text.is_empty() {
            out.extend_from_slice(text.as_bytes());
            return;
        }
        out.extend_from_slice(colour.as_bytes());
        let mut end = 0;
        for hit in self
            .matcher
            .iter()
            .flat_map(|matcher| matcher.highlights(text))
        {
            let (before, lit) = (
                text.get(end..hit.start).unwrap_or_default(),
                text.get(hit.clone()).unwrap_or_default(),
            );
            let _ = write!(out, "{before}{HIT}{lit}{END}{colour}");
            end = hit.end;
        }
        let _ = write!(out, "{}{END}", text.get(end..).unwrap_or_default());
    }
}
