//! A scraper that writes dumps of invented news as real scrapers do.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveTime, TimeDelta};

use super::sample::{FEED, SAMPLES, newest};
use super::shift::shift;
use crate::item::{NewsDay, Rollover, Stamp};

/// How long ago an entry that is inserted in the middle went out.
const INSERT_DELAY: TimeDelta = TimeDelta::minutes(12);

/// How an entry of the feed is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum WriteKind {
    /// Append it to the dump of this channel.
    Append(&'static str),
    /// Insert it in order, some minutes back.
    Insert,
    /// Replace the entry before.
    Revise,
    /// Append the entry before to 加红 too.
    Promote,
}

/// Writes the samples, then one entry of the feed after another.
#[derive(Debug)]
pub(crate) struct Scraper {
    folder: PathBuf,
    feed: Vec<(WriteKind, &'static str)>,
    /// How many entries of the feed were written.
    written: usize,
    /// The dump of the entry that was written last, and the entry.
    last: Option<(PathBuf, String)>,
}

impl Scraper {
    /// Writes the samples up to this moment.
    pub(crate) fn start(folder: &Path, now: Stamp) -> io::Result<Self> {
        for sample in SAMPLES {
            let by = NewsDay::containing(now, Rollover::default()).date() - newest();
            let near = sample.day.parse().unwrap_or_default();
            let day = NewsDay::from_date(near + by).unwrap_or_default();
            let text = until(&shift(sample.text, by, near), day, now);
            fs::write(folder.join(name(sample.channel, day)), text)?;
        }
        Ok(Self {
            folder: folder.to_owned(),
            feed: FEED.lines().filter_map(feed_entry).collect(),
            written: 0,
            last: None,
        })
    }

    /// Writes the next entry, stamped with this moment. After the last entry comes the first one again.
    pub(crate) fn write(&mut self, now: Stamp) -> io::Result<()> {
        let Some(&(kind, text)) = self.feed.get(self.written % self.feed.len().max(1)) else {
            return Ok(());
        };
        self.written += 1;
        let by = now.time().date_naive() - newest();
        let text = shift(text, by, newest());
        match kind {
            WriteKind::Append(channel) => self.append(channel, &entry(now, &text), now),
            WriteKind::Insert => self.insert(&text, now),
            WriteKind::Revise => self.revise(&text),
            WriteKind::Promote => {
                let last = self.last.as_ref().map(|(_, entry)| entry.clone());
                last.map_or(Ok(()), |entry| self.append("加红", &entry, now))
            }
        }
    }

    fn append(&mut self, channel: &str, entry: &str, now: Stamp) -> io::Result<()> {
        let path = self.dump(channel, now)?;
        let mut text = fs::read_to_string(&path)?;
        text.extend([entry, "\n\n"]);
        fs::write(&path, text)?;
        self.last = Some((path, entry.to_owned()));
        Ok(())
    }

    /// Inserts an entry before the first later one. The dump is written aside and renamed.
    fn insert(&mut self, text: &str, now: Stamp) -> io::Result<()> {
        let at = Stamp::from_beijing(now.time().naive_local() - INSERT_DELAY).unwrap_or(now);
        let path = self.dump("普通", at)?;
        let dump = fs::read_to_string(&path)?;
        let entry = entry(at, text);
        let later = |line: &str| {
            time(line).is_some_and(|time| {
                NewsDay::containing(at, Rollover::default()).stamp(time, Rollover::default())
                    > Some(at)
            })
        };
        let offset = line_offset(&dump, later).unwrap_or(dump.len());
        let (head, tail) = dump.split_at_checked(offset).unwrap_or((&dump, ""));
        let aside = path.with_extension("part");
        fs::write(&aside, format!("{head}{entry}\n\n{tail}"))?;
        fs::rename(&aside, &path)?;
        self.last = Some((path, entry));
        Ok(())
    }

    /// Replaces the text of the last entry. The dump is written in place.
    fn revise(&mut self, text: &str) -> io::Result<()> {
        let Some((path, last)) = self.last.take() else {
            return Ok(());
        };
        let stamp = last.split_inclusive("** ").next().unwrap_or_default();
        let revised = format!("{stamp}{text}");
        fs::write(&path, fs::read_to_string(&path)?.replace(&last, &revised))?;
        self.last = Some((path, revised));
        Ok(())
    }

    /// The path of the dump of a channel at a moment. Writes its heading if there is no such file.
    fn dump(&self, channel: &str, at: Stamp) -> io::Result<PathBuf> {
        let day = NewsDay::containing(at, Rollover::default());
        let path = self.folder.join(name(channel, day));
        if !path.exists() {
            fs::write(
                &path,
                format!(
                    "# 财联社【{channel}】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n"
                ),
            )?;
        }
        Ok(path)
    }
}

/// An entry of the feed; `None` for a comment.
fn feed_entry(line: &'static str) -> Option<(WriteKind, &'static str)> {
    let (kind, text) = line.split_once(' ').unwrap_or((line, ""));
    let kind = match kind {
        "普通" => WriteKind::Append("普通"),
        "加红" => WriteKind::Append("加红"),
        "补" => WriteKind::Insert,
        "改" => WriteKind::Revise,
        "升" => WriteKind::Promote,
        _ => return None,
    };
    Some((kind, text))
}

fn name(channel: &str, day: NewsDay) -> String {
    format!("财联社【{channel}】电报_{day}.md")
}

fn entry(at: Stamp, text: &str) -> String {
    let (hour, minute) = at.clock();
    format!("**[{hour:02}:{minute:02}]** {text}")
}

/// The time at the start of an entry.
fn time(line: &str) -> Option<NaiveTime> {
    let (time, _) = line.strip_prefix("**[")?.split_once("]**")?;
    NaiveTime::parse_from_str(time, "%H:%M").ok()
}

/// The byte offset of the first line with this property.
fn line_offset(text: &str, holds: impl Fn(&str) -> bool) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if holds(line) {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

/// A dump without its entries after a moment.
fn until(text: &str, day: NewsDay, now: Stamp) -> String {
    let mut keep = true;
    let kept = text.split_inclusive('\n').filter(|line| {
        if let Some(time) = time(line) {
            keep = day
                .stamp(time, Rollover::default())
                .is_some_and(|stamp| stamp <= now);
        }
        keep
    });
    let mut kept: String = kept.collect();
    if !kept.ends_with("\n\n") {
        kept.push('\n');
    }
    kept
}
