//! A day, a text and a folder far larger than any wire's.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::Bench;
use crate::keys::{key_rows, leave_newest, move_about};
use crate::live::Live;
use crate::process::{high_water, processor_time};
use crate::table::{Goal, Measured, Row};
use crate::terminal::Terminal;
use crate::timing::Samples;

/// A day of a million entries, or of a tenth of it.
pub(crate) fn day_rows(bench: &Bench) -> Result<Vec<Row>> {
    day(1_000_000 / share(bench))
}

/// A text of 10 MB, or of a tenth of it.
pub(crate) fn text_rows(bench: &Bench) -> Result<Vec<Row>> {
    text(10_000_000 / share(bench))
}

/// A folder of 100,000 dumps, or of a tenth of it.
pub(crate) fn folder_rows(bench: &Bench) -> Result<Vec<Row>> {
    folder(100_000 / share(bench), bench.options.watched())
}

const fn share(bench: &Bench) -> usize {
    if bench.options.long { 1 } else { 10 }
}

/// Returns when the header shows this number of items; now, if it already does.
pub(crate) fn arrived(terminal: &mut Terminal, items: usize) -> Result<Instant> {
    let all = format!(" {items} items");
    let says = |screen: &vt100::Screen| {
        screen
            .contents()
            .lines()
            .next()
            .is_some_and(|line| line.contains(&all))
    };
    if says(terminal.screen()) {
        Ok(Instant::now())
    } else {
        terminal.until(&all, says)
    }
}

fn took(work: String, from: Instant, to: Instant) -> Row {
    Row {
        work,
        ours: Measured::Time(to.saturating_duration_since(from)),
        peer: None,
        goal: Goal::None,
    }
}

fn memory(work: String, terminal: &Terminal, bytes: u64) -> Row {
    let peak = high_water(terminal.pid()).unwrap_or_default();
    Row {
        work,
        ours: Measured::Bytes(peak),
        peer: Some(("dumps".to_owned(), Measured::Bytes(bytes))),
        goal: Goal::None,
    }
}

/// Loads one large day, moves in it and appends entries.
fn day(entries: usize) -> Result<Vec<Row>> {
    let mut live = Live::crowded(entries.div_ceil(1000))?;
    live.append(entries - live.written())?;
    let mut terminal = Terminal::reader([live.folder()])?;
    let loaded = arrived(&mut terminal, entries)?;
    let mut rows = vec![took(
        format!("a day of {entries} entries, start to all there"),
        terminal.started,
        loaded,
    )];
    terminal.settle(Duration::from_millis(300))?;
    rows.push(memory(
        format!("a day of {entries} entries, peak memory once loaded"),
        &terminal,
        live.dump().metadata()?.len(),
    ));
    let mut appended = Samples::default();
    for _ in 0..5 {
        let written = Instant::now();
        let name = live.append(1)?;
        appended.add(terminal.see(&name)?.saturating_duration_since(written));
    }
    let work = format!("a day of {entries} entries, appended entry to screen");
    rows.push(Row {
        work,
        ours: appended.median(),
        peer: None,
        goal: Goal::None,
    });
    terminal.keys("gg")?;
    terminal.settle(Duration::from_millis(300))?;
    leave_newest(&mut terminal)?;
    let mut samples = Samples::default();
    for _ in 0..5 {
        live.append(1)?;
        move_about(&mut terminal, &mut samples)?;
    }
    arrived(&mut terminal, live.written())?;
    rows.extend(key_rows(
        &samples,
        &format!("a day of {entries} entries, key to frame while more arrive"),
    ));
    rows.push(memory(
        format!("a day of {entries} entries, peak memory after that"),
        &terminal,
        live.dump().metadata()?.len(),
    ));
    Ok(rows)
}

/// Moves to a large text among short ones, through it and past it.
fn text(bytes: usize) -> Result<Vec<Row>> {
    let mut live = Live::start()?;
    let sentence =
        "公司在互动平台回复投资者提问时表示，相关产品已进入小批量试制阶段，同比增长12.5%。";
    let long = format!(
        "**[09:00]** 【长文标题】财联社1月6日电，{}文末。\n\n",
        sentence.repeat(bytes / sentence.len())
    );
    fs::write(
        live.folder().join("长文_2031-01-06.md"),
        format!("# 财联社【加红】电报 - 2031-01-06\n\n---\n\n{long}"),
    )?;
    let mut terminal = Terminal::reader([live.folder()])?;
    let shown = terminal.see("相关产品")?;
    let mut rows = vec![took(
        format!("a text of {} MB, start to screen", bytes / 1_000_000),
        terminal.started,
        shown,
    )];
    terminal.settle(Duration::from_millis(300))?;
    let mut samples = Samples::default();
    for (key, seen) in ["j", "k"]
        .into_iter()
        .cycle()
        .take(10)
        .zip(["长文标题"; 10])
    {
        let before = terminal.selected();
        let pressed = terminal.keys(key)?;
        let moved = terminal.until(seen, |screen| crate::terminal::selected(screen) != before)?;
        samples.add(moved.saturating_duration_since(pressed));
        terminal.settle(Duration::from_millis(50))?;
    }
    let name = live.append(1)?;
    terminal.see(&name)?;
    rows.extend(key_rows(
        &samples,
        &format!("a text of {} MB, onto it and away", bytes / 1_000_000),
    ));
    rows.push(memory(
        format!("a text of {} MB, peak memory", bytes / 1_000_000),
        &terminal,
        bytes as u64,
    ));
    Ok(rows)
}

/// Loads a folder of many dumps that were all just written.
fn folder(dumps: usize, watched: Duration) -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let mut bytes = 0;
    for number in 0..dumps {
        let (hour, minute) = (6 + number % 17, number % 60);
        let text = format!(
            "# 财联社【普通】电报 - 2031-01-06\n\n---\n\n**[{hour:02}:{minute:02}]** 【第{number:06}份】财联社1月6日电，第{number:06}份文件里的电报。\n\n"
        );
        bytes += text.len() as u64;
        fs::write(folder.path().join(format!("{number:06}.md")), text)?;
    }
    let mut terminal = Terminal::reader([folder.path()])?;
    let first = terminal.see("份")?;
    let all = arrived(&mut terminal, dumps)?;
    let mut rows = vec![
        took(
            format!("{dumps} dumps in a folder, first screen"),
            terminal.started,
            first,
        ),
        took(
            format!("{dumps} dumps in a folder, all there"),
            terminal.started,
            all,
        ),
    ];
    terminal.settle(Duration::from_secs(3))?;
    let before = processor_time(terminal.pid()).unwrap_or_default();
    thread::sleep(watched);
    let taken = processor_time(terminal.pid())
        .unwrap_or_default()
        .saturating_sub(before);
    let work = format!(
        "{dumps} fresh dumps, processor time while idle for {} s",
        watched.as_secs()
    );
    rows.push(Row {
        work,
        ours: Measured::Time(taken),
        peer: None,
        goal: Goal::None,
    });
    rows.push(memory(
        format!("{dumps} dumps in a folder, peak memory"),
        &terminal,
        bytes,
    ));
    Ok(rows)
}
