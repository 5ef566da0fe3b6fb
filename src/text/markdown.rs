//! Foreign text in Markdown.

use super::sanitise::sanitise_line;

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
pub fn markdown_code(text: &str) -> String {
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
}
