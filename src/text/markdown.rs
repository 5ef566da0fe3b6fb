//! Foreign text in Markdown.

use std::fmt;

use super::sanitise::sanitise_line;

/// A story as an item of a list in Markdown; what is empty is left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownStory<'a> {
    /// Hour and minute.
    pub time: &'a str,
    /// The channel, if it says something.
    pub channel: &'a str,
    /// The headline.
    pub headline: &'a str,
    /// The text that follows a headline.
    pub body: &'a str,
    /// Where the story is.
    pub place: &'a str,
    /// What the user wrote about it.
    pub note: Option<&'a str>,
}

impl fmt::Display for MarkdownStory<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two spaces at its end break a line.
        const BREAK: &str = "  \n  ";
        let Self { time, channel, .. } = self;
        let channel = markdown(channel);
        let gap = if channel.is_empty() { "" } else { " " };
        let headline = markdown(self.headline);
        write!(f, "- {time} {channel}{gap}{headline}{BREAK}")?;
        if !self.body.is_empty() {
            write!(f, "{}{BREAK}", markdown(self.body))?;
        }
        writeln!(f, "{}", markdown_code(self.place))?;
        if let Some(note) = self.note {
            writeln!(f, "  > {}", markdown(note))?;
        }
        writeln!(f)
    }
}

/// Returns a text on one line in which every character is escaped that means something in Markdown.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in sanitise_line(text).as_str().chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Returns a text as code in Markdown, where nothing can be escaped: a grave accent becomes an apostrophe.
fn markdown_code(text: &str) -> String {
    format!("`{}`", sanitise_line(text).as_str().replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_nothing_in_markdown() {
        assert_eq!(markdown("*ST远山\n<b>涨_停"), r"\*ST远山 \<b\>涨\_停");
        assert_eq!(markdown_code("a`b*.md:3"), "`a'b*.md:3`");
    }

    #[test]
    fn story_is_an_item_of_a_list() {
        let flash = MarkdownStory {
            time: "09:31",
            headline: "*ST远山涨停。",
            place: "a.md:3",
            ..MarkdownStory::default()
        };
        let expected = "- 09:31 \\*ST远山涨停。  \n  `a.md:3`\n\n";
        assert_eq!(flash.to_string(), expected);
        let story = MarkdownStory {
            channel: "加红",
            headline: "远山涨停",
            body: "远山公告，\n签订合同。",
            note: Some("看*"),
            ..flash
        };
        let expected =
            "- 09:31 加红 远山涨停  \n  远山公告， 签订合同。  \n  `a.md:3`\n  > 看\\*\n\n";
        assert_eq!(story.to_string(), expected);
    }
}
