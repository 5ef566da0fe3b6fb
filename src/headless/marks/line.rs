//! A mark as a line of JSON.

use std::sync::Arc;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::item::{ItemId, NewsDay, Stamp};
use crate::state::{Change, KeptStory, MarkedStory, Marks, Note};

/// A mark. Times are RFC 3339, Beijing time.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MarkLine {
    /// Every id that the story has or had, the current one first.
    ids: Vec<String>,
    day: String,
    time: String,
    /// When it was starred.
    #[serde(default)]
    starred: Option<String>,
    #[serde(default)]
    note: Option<String>,
    /// When the note was written.
    #[serde(default)]
    noted: Option<String>,
    text: String,
    #[serde(default)]
    file: String,
}

impl From<&MarkedStory> for MarkLine {
    fn from(marked: &MarkedStory) -> Self {
        let (story, mark) = (&marked.story, &marked.mark);
        let note = mark.note.as_ref();
        Self {
            ids: story.ids.iter().map(ToString::to_string).collect(),
            day: story.day.to_string(),
            time: written(story.stamp),
            starred: mark.starred_at.map(written),
            note: note.map(|note| note.text.to_string()),
            noted: note.map(|note| written(note.at)),
            text: story.text.clone(),
            file: story.file.clone(),
        }
    }
}

/// A mark that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ReadMark {
    story: Arc<KeptStory>,
    starred_at: Option<Stamp>,
    note: Option<Note>,
}

impl MarkLine {
    /// Reads a line; the error says what is wrong with it.
    pub(super) fn parse(line: &[u8]) -> Result<ReadMark, String> {
        let line = str::from_utf8(line)
            .map_err(|error| format!("byte {} is not UTF-8", error.valid_up_to() + 1))?;
        let line: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let ids = line
            .ids
            .iter()
            .map(|id| id.parse::<ItemId>().map_err(|_| format!("`{id}` is no id")));
        let ids: Vec<ItemId> = ids.collect::<Result<_, _>>()?;
        if ids.is_empty() {
            return Err("a mark without ids".to_owned());
        }
        let day = line.day.parse().ok().and_then(NewsDay::from_date);
        let story = KeptStory {
            day: day.ok_or_else(|| format!("`{}` is no day", line.day))?,
            stamp: read(&line.time)?,
            ids,
            text: line.text,
            file: line.file,
        };
        let noted = line.noted.as_deref().map(read).transpose()?;
        Ok(ReadMark {
            starred_at: line.starred.as_deref().map(read).transpose()?,
            note: line.note.map(|text| Note {
                text: text.into(),
                at: noted.unwrap_or(story.stamp),
            }),
            story: Arc::new(story),
        })
    }
}

impl ReadMark {
    /// What has to change so that it is among the present marks: its star, and its note if it is newer.
    pub(super) fn changes(&self, present: &Marks) -> Vec<Change> {
        let mut known = self.story.ids.iter();
        let known = known.find_map(|id| present.get(self.story.day, *id));
        let is_starred = known.is_some_and(|mark| mark.starred_at.is_some());
        let noted_at = known.and_then(|mark| Some(mark.note.as_ref()?.at));
        let star = self.starred_at.filter(|_| !is_starred);
        let note = self.note.as_ref().filter(|note| Some(note.at) > noted_at);
        let star = star.map(|at| Change::Star {
            story: Arc::clone(&self.story),
            at: Some(at),
        });
        let note = note.map(|note| Change::Note {
            story: Arc::clone(&self.story),
            note: Some(note.clone()),
        });
        star.into_iter().chain(note).collect()
    }
}

fn written(stamp: Stamp) -> String {
    stamp.time().to_rfc3339()
}

fn read(time: &str) -> Result<Stamp, String> {
    let parsed = DateTime::parse_from_rfc3339(time).ok();
    parsed
        .and_then(|time| Stamp::from_unix(time.timestamp()))
        .ok_or_else(|| format!("`{time}` is no time"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headless::format::write_json_line;
    use crate::state::Mark;
    use crate::text::is_displayed;

    fn marked() -> MarkedStory {
        let stamp = |seconds: i64| Stamp::from_unix(1_767_700_000 + seconds).unwrap();
        MarkedStory {
            story: Arc::new(KeptStory {
                day: NewsDay::from_number(20_459),
                stamp: stamp(0),
                ids: vec![ItemId::from_wire(7), ItemId::from_content(29_461_666, 5)],
                text: "【芯片】远山科技\n发布新芯片。".to_owned(),
                file: "a.md".to_owned(),
            }),
            mark: Mark {
                starred_at: Some(stamp(60)),
                note: Some(Note {
                    text: "看明早".into(),
                    at: stamp(120),
                }),
            },
        }
    }

    #[test]
    fn line_is_read_as_it_was_written() {
        let marked = marked();
        let line = serde_json::to_string(&MarkLine::from(&marked)).unwrap();
        let read = MarkLine::parse(line.as_bytes()).unwrap();
        assert_eq!(read.story, marked.story);
        let mark = Mark {
            starred_at: read.starred_at,
            note: read.note.clone(),
        };
        assert_eq!(mark, marked.mark);
    }

    /// It is printed on a terminal.
    #[test]
    fn line_has_no_control_characters() {
        let mut marked = marked();
        let story = KeptStory {
            text: "远山\u{9b}31m\u{1b}]0;\u{7f}\u{202e}".to_owned(),
            ..(*marked.story).clone()
        };
        marked.story = Arc::new(story);
        let mut line = Vec::new();
        write_json_line(&mut line, &MarkLine::from(&marked)).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert!(line.trim_end().chars().all(is_displayed), "{line:?}");
        assert_eq!(
            MarkLine::parse(line.as_bytes()).unwrap().story,
            marked.story
        );
    }

    #[test]
    fn only_what_is_newer_is_taken_in() {
        let line = serde_json::to_string(&MarkLine::from(&marked())).unwrap();
        let read = MarkLine::parse(line.as_bytes()).unwrap();
        let mut present = Marks::default();
        let all = read.changes(&present);
        assert_eq!(all.len(), 2);
        all.iter().for_each(|change| present.apply(change));
        assert_eq!(read.changes(&present), []);
        let older = line
            .replace("T19:48:40", "T19:48:39")
            .replace("看明早", "旧的");
        assert_ne!(older, line);
        assert_eq!(
            MarkLine::parse(older.as_bytes()).unwrap().changes(&present),
            []
        );
    }

    #[test]
    fn wrong_line_says_what_is_wrong() {
        let line = serde_json::to_string(&MarkLine::from(&marked())).unwrap();
        for (from, to, why) in [
            ("2026-01-06\"", "gestern\"", "`gestern` is no day"),
            ("\"7\"", "\"7a\"", "`7a` is no id"),
            ("2026-01-06T19:46:40", "x", "`x+08:00` is no time"),
        ] {
            let wrong = line.replace(from, to);
            assert_ne!(wrong, line, "{from}");
            assert_eq!(MarkLine::parse(wrong.as_bytes()), Err(why.to_owned()));
        }
        assert!(
            MarkLine::parse(b"{}")
                .unwrap_err()
                .contains("missing field")
        );
    }
}
