//! `财联社1月6日电，`: who sent a story and when, which says nothing in a list.

/// The wires that open most texts; others are known by the shape alone.
const KNOWN: [&str; 2] = ["财联社", "《科创板日报》"];

/// How long a sender's name may be, in characters; longer ones are sentences.
const LONGEST: usize = 12;

/// Whether a dateline opens a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dateline<'a> {
    /// One does, before this.
    Before(&'a str),
    /// None does.
    None,
    /// None does, but the text begins as if one did: it may be cut short there, or spaced otherwise.
    Perhaps,
}

/// Finds the dateline that opens a text: `财联社1月6日电，`, `《科创板日报》6日讯，`, `新华社北京1月6日电（记者 某某）`.
pub(super) fn find(text: &str) -> Dateline<'_> {
    if let Some(rest) = usual(text) {
        return Dateline::Before(rest);
    }
    let Some((rest, known)) = sender(text) else {
        return Dateline::None;
    };
    let dated = date(rest);
    if dated.is_none() && !known {
        return Dateline::None;
    }
    let rest = dated.unwrap_or(rest);
    let Some(rest) = rest.strip_prefix('电').or_else(|| rest.strip_prefix('讯')) else {
        return if dated.is_some() {
            Dateline::Perhaps
        } else {
            Dateline::None
        };
    };
    separator(reporter(rest).unwrap_or(rest)).map_or(Dateline::Perhaps, Dateline::Before)
}

/// What follows `财联社1月6日电，`, with which most texts begin: found at a fifth of what the rule costs.
fn usual(text: &str) -> Option<&str> {
    let month = text.strip_prefix("财联社")?;
    let day = after_number(month)?.strip_prefix('月')?;
    let rest = after_number(day)?.strip_prefix("日电，")?;
    // What is passed over behind a separator begins with none of these bytes.
    matches!(
        rest.as_bytes(),
        [0xE5..=0xE9 | b'0'..=b'9' | b'A'..=b'Z', ..]
    )
    .then_some(rest)
}

/// What follows one digit or two.
fn after_number(text: &str) -> Option<&str> {
    let digits = match text.as_bytes() {
        [b'0'..=b'9', b'0'..=b'9', ..] => 2,
        [b'0'..=b'9', ..] => 1,
        _ => 0,
    };
    text.get(digits..).filter(|_| digits > 0)
}

/// Splits the dateline off a text.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    match find(text) {
        Dateline::Before(rest) => text.split_at_checked(text.len() - rest.len()),
        Dateline::None | Dateline::Perhaps => None,
    }
}

/// What follows the sender's name, and whether the name is a known one.
fn sender(text: &str) -> Option<(&str, bool)> {
    for name in KNOWN {
        if let Some(rest) = text.strip_prefix(name) {
            return Some((rest, true));
        }
    }
    let (chars, (end, _)) = text
        .char_indices()
        .take(LONGEST + 1)
        .enumerate()
        .find(|(_, (_, c))| c.is_ascii_digit())?;
    let (name, rest) = text.split_at_checked(end)?;
    let is_name = |c: char| c.is_alphabetic() || "《》·".contains(c);
    (chars >= 2 && name.chars().all(is_name) && !name.starts_with(['据', '截', '自', '从']))
        .then_some((rest, false))
}

/// What follows `2026年1月6日`, `1月6日` or `6日`.
fn date(text: &str) -> Option<&str> {
    let mut rest = text;
    for unit in ['年', '月', '日'] {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        match rest.get(digits..).and_then(|rest| rest.strip_prefix(unit)) {
            Some(after) if (1..=4).contains(&digits) => rest = after,
            Some(_) | None if unit == '日' => return None,
            Some(_) | None => {}
        }
    }
    Some(rest)
}

/// What follows `（记者 某某）`.
fn reporter(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let end = inner.find(['）', ')'])?;
    let (name, rest) = inner.split_at_checked(end)?;
    let rest = rest.strip_prefix(['）', ')'])?;
    (name.contains("记者") && name.chars().count() <= 30).then_some(if separator(rest).is_some() {
        rest
    } else {
        text
    })
}

/// What follows the comma, colon or space that ends a dateline.
fn separator(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix('，')
        .or_else(|| text.strip_prefix([',', '：', ':', ' ', '|', '丨']))?;
    Some(rest.trim_start_matches([' ', '|', '丨', '\u{3000}']))
}
