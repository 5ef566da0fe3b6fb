//! The look of a row: its bar, time, badge and figures, in every theme and without colours.

use std::mem;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use rstest::rstest;

use super::fixture::{UiReader, read};
use crate::app::Message;
use crate::config::theme::{Role, Theme};
use crate::config::{Arrangement, Config};
use crate::dump::DumpChange;
use crate::feed::FeedEvent;
use crate::watch::{ReadError, SourceState};

fn reader(theme: Theme) -> UiReader {
    UiReader::new(Config {
        theme,
        ..Config::default()
    })
}

/// Returns the line of the screen that has a text, and the column after which the text begins.
fn place_of(buffer: &Buffer, text: &str) -> (u16, u16) {
    let width = buffer.area.width;
    let starts = (0..buffer.area.height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let reads = |(x, y): &(u16, u16)| {
        let cells = (*x..width).map(|x| buffer[(x, *y)].symbol());
        let glyphs: String = cells.filter(|symbol| *symbol != " ").collect();
        buffer[(*x, *y)].symbol() != " " && glyphs.starts_with(text)
    };
    let mut found = starts.filter(reads);
    found
        .next()
        .unwrap_or_else(|| panic!("{text} is on the screen"))
}

pub(super) fn style_at(buffer: &Buffer, text: &str) -> Style {
    buffer[place_of(buffer, text)].style()
}

/// A new red item once looked like an ordinary one there.
#[rstest]
#[case(100)]
#[case(40)]
fn defect_14_badge_is_a_cell_without_colours(#[case] columns: u16) {
    let mut reader = reader(Theme::default().without_colours());
    reader.screen(columns, 12);
    reader.arrive();
    reader.promote();
    let (buffer, _) = reader.keys("j").draw(columns, 12);
    for badge in ["红关于", "升白岭"] {
        let (x, y) = place_of(&buffer, badge);
        for x in [x, x + 1] {
            assert!(
                buffer[(x, y)].modifier.contains(Modifier::REVERSED),
                "{badge} {columns}"
            );
        }
    }
    let screen = reader.screen(columns, 12);
    assert!(screen.contains("▌11:20"), "{screen}");
}

#[test]
fn badge_is_a_hole_in_a_reversed_bar() {
    let mut reader = reader(Theme::default());
    let (buffer, _) = reader.draw(60, 20);
    let (x, y) = place_of(&buffer, "红关于");
    let is_reversed = |x: u16| buffer[(x, y)].modifier.contains(Modifier::REVERSED);
    assert!(is_reversed(x - 1) && !is_reversed(x) && !is_reversed(x + 1) && is_reversed(x + 2));
}

#[rstest]
#[case("terminal")]
#[case("dark")]
#[case("light")]
fn defect_11_figures_of_headlines_have_colours(#[case] name: &str) {
    let theme = Theme::shipped(name).unwrap();
    let mut reader = reader(theme.clone());
    let (buffer, _) = reader.keys("G").draw(100, 30);
    let colour = |text| style_at(&buffer, text).fg;
    assert_eq!(colour("3.15%"), theme.style(Role::Rise).fg);
    // On the selected row, figures have the colour of the bar.
    assert_ne!(colour("0.48%"), theme.style(Role::Fall).fg);
    let (buffer, _) = reader.keys("k").draw(100, 30);
    assert_eq!(style_at(&buffer, "0.48%").fg, theme.style(Role::Fall).fg);
}

#[rstest]
#[case("terminal")]
#[case("dark")]
#[case("light")]
fn defect_12_paid_column_is_dim(#[case] name: &str) {
    let theme = Theme::shipped(name).unwrap();
    let (buffer, _) = reader(theme.clone()).draw(100, 30);
    let dim = theme.style(Role::Text).patch(theme.style(Role::Dim));
    let style = style_at(&buffer, "盘中宝");
    assert_eq!(style.fg.unwrap_or_default(), dim.fg.unwrap_or_default());
    assert_eq!(style.add_modifier, dim.add_modifier);
}

/// Each colour had four meanings.
#[rstest]
#[case("terminal")]
#[case("dark")]
#[case("light")]
fn defect_13_each_colour_has_one_meaning(#[case] name: &str) {
    let theme = Theme::shipped(name).unwrap();
    let meanings: [&[Role]; 5] = [
        &[Role::Rise, Role::Error, Role::BadgeRed],
        &[Role::Fall],
        &[Role::Fresh],
        &[Role::Key, Role::BorderFocused],
        &[Role::Warning],
    ];
    let page = theme.style(Role::Text).fg.unwrap_or_default();
    let coloured = |role: &Role| theme.style(*role).fg.unwrap_or(page);
    for (nth, meaning) in meanings.iter().enumerate() {
        let others = meanings.iter().skip(nth + 1).flat_map(|roles| roles.iter());
        for other in others {
            assert!(
                meaning.iter().all(|role| coloured(role) != coloured(other)),
                "{name} {other:?}"
            );
        }
    }
    for role in [Role::Time, Role::Label, Role::Figure, Role::Separator] {
        let others = meanings.iter().flat_map(|roles| roles.iter());
        assert!(
            others
                .clone()
                .all(|other| coloured(other) != coloured(&role)),
            "{name} {role:?}"
        );
    }
}

#[test]
fn red_headline_is_bold_in_the_ordinary_colour() {
    let theme = Theme::shipped("dark").unwrap();
    let (buffer, _) = reader(theme.clone()).draw(100, 30);
    let style = style_at(&buffer, "白岭银行下调");
    assert_eq!(style.fg, theme.style(Role::Text).fg);
    assert!(style.add_modifier.contains(Modifier::BOLD));
}

/// Sixteen hits on sixteen days once took 32 rows.
#[rstest]
#[case(100, " 05-30 21:30    Northwind")]
#[case(30, " 05-30   Northwind")]
fn defect_17_gutter_has_the_date(#[case] columns: u16, #[case] row: &str) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(columns, 12);
    let screen = reader.keys("fNorthwind<Enter>").screen(columns, 12);
    assert!(screen.lines().nth(1).unwrap().starts_with(row), "{screen}");
}

/// The only signs of the focus were a dimmed bar, and a word at the lower left.
#[rstest]
#[case("dark")]
#[case("light")]
#[case("terminal")]
fn defect_15_focused_pane_has_an_edge(#[case] name: &str) {
    let theme = Theme::shipped(name).unwrap();
    let mut reader = reader(theme.clone());
    let edge = |buffer: &Buffer| {
        let (x, _) = place_of(buffer, "│");
        (1..39).map(|y| buffer[(x, y)].fg).collect::<Vec<_>>()
    };
    let focused = theme.style(Role::BorderFocused).fg.unwrap();
    let (list, _) = reader.draw(140, 40);
    assert!(edge(&list).iter().any(|colour| *colour != focused));
    let (detail, _) = reader.keys("<Enter>").draw(140, 40);
    assert!(edge(&detail).iter().all(|colour| *colour == focused));
}

#[test]
fn mark_of_the_wire_needs_two_wires() {
    let table =
        |time: &str| format!("标题,内容,发布日期,发布时间\n,云帆智造中标。,2026-05-31,{time}\n");
    let (home, other) = (
        read("cls.csv", &table("09:31:05")),
        read("eastmoney.csv", &table("09:32:05")),
    );
    for columns in [120, 40] {
        let mut reader = UiReader::empty(Config::default());
        reader.change(vec![DumpChange::Read(home.clone())]);
        let alone = reader.screen(columns, 20);
        assert!(alone.contains("09:31") && !alone.contains('财'), "{alone}");
        reader.change(vec![DumpChange::Read(other.clone())]);
        let both = reader.screen(columns, 20);
        for (time, mark) in [("09:31", '财'), ("09:32", '东')] {
            let row = both.lines().skip(1).find(|line| line.contains(time));
            assert!(row.is_some_and(|row| row.contains(mark)), "{both}");
        }
    }
}

/// The row beside the thumb was a column narrower than the others, and its headline jumped while one scrolled.
#[test]
fn thumb_moves_no_headline() {
    for columns in 30..60 {
        let mut reader = UiReader::new(Config::default());
        reader.app.arrangement = Some(Arrangement::ListAlone);
        let rows = |reader: &mut UiReader| {
            let screen = reader.keys("j").screen(columns, 9);
            let rows = screen.lines().skip(1).take(7);
            let rows = rows.map(|row| row.trim_end_matches('┃').trim_end().to_owned());
            (rows.collect::<Vec<_>>(), screen.contains('┃'))
        };
        let (before, has_thumb) = rows(&mut reader);
        assert!(has_thumb);
        assert_eq!(before, rows(&mut reader).0);
        assert_eq!(before, rows(&mut reader).0);
    }
}

/// 已移出 took seven columns of a narrow row.
#[rstest]
#[case(40, 12, "移", "已移出")]
#[case(30, 8, "移", "已移出")]
#[case(100, 30, "已移出", "▁")]
fn gone_item_takes_a_cell_of_a_narrow_row(
    #[case] columns: u16,
    #[case] rows: u16,
    #[case] shown: &str,
    #[case] other: &str,
) {
    let mut reader = UiReader::new(Config::default());
    reader.app.arrangement = Some(Arrangement::ListAlone);
    reader.roll();
    reader.screen(columns, rows);
    let screen = reader.keys("G{").screen(columns, rows);
    let row = screen.lines().find(|line| line.contains("06:20"));
    let row = row.unwrap_or_else(|| panic!("{screen}"));
    assert!(row.contains(shown) && !row.contains(other), "{screen}");
}

/// The name of a column was cut without an ellipsis, and hid the headline.
#[rstest]
#[case(20, false)]
#[case(30, false)]
#[case(60, true)]
fn column_leaves_room_for_the_headline(#[case] columns: u16, #[case] is_shown: bool) {
    let mut reader = UiReader::empty(Config::default());
    let heading =
        "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n";
    let entry = "\n**[09:31]** 【【晨间投资早知道】铜箔加工费上调】财联社5月31日电，上调。\n";
    reader.change(vec![DumpChange::Read(read(
        "cls/普通_2026-05-31.md",
        &format!("{heading}{entry}"),
    ))]);
    for density in ["", "d"] {
        let screen = reader.keys(density).screen(columns, 8);
        let mut rows = screen.lines().skip(1);
        let row = rows.find(|line| line.contains("09:31")).unwrap();
        assert!(row.contains("铜箔"), "{screen}");
        assert_eq!(row.contains("晨间"), is_shown, "{screen}");
    }
}

/// A red title, and the word 加红, had the colour of a rise.
#[rstest]
#[case("dark")]
#[case("light")]
#[case("terminal")]
fn red_item_has_a_badge_in_the_detail(#[case] name: &str) {
    let theme = Theme::shipped(name).unwrap();
    let (buffer, _) = reader(theme.clone()).keys("zz").draw(100, 30);
    let colour = |role| theme.style(role).fg.unwrap_or_default();
    let title = style_at(&buffer, "关于进一步");
    assert_eq!(title.fg.unwrap_or_default(), colour(Role::Title));
    assert!(title.add_modifier.contains(Modifier::BOLD));
    let badge = style_at(&buffer, "红2026年");
    assert_eq!(badge.fg.unwrap_or_default(), colour(Role::BadgeRed));
    let channel = style_at(&buffer, "加红");
    assert_ne!(channel.fg.unwrap_or_default(), colour(Role::Rise));
}

/// Its source is missing as a whole, so its items stay as they were.
#[rstest]
#[case("terminal")]
#[case("dark")]
#[case("light")]
fn item_of_a_missing_source_is_dim(#[case] name: &str) {
    let theme = Theme::shipped(name).unwrap();
    let mut reader = reader(theme.clone());
    reader.screen(100, 30);
    let mut status = reader.app.status().clone();
    let source = &mut status.sources[0];
    let followed = mem::replace(
        &mut source.state,
        SourceState::Missing(ReadError::Unmounted),
    );
    reader.send(Message::Feed(FeedEvent::Status(status.clone())));
    let screen = reader.screen(100, 30);
    assert!(screen.contains("无法读取"), "{screen}");
    let (buffer, _) = reader.draw(100, 30);
    let dim = theme.style(Role::Text).patch(theme.style(Role::Dim));
    let style = |buffer: &Buffer| style_at(buffer, "0.48%");
    assert_eq!(
        style(&buffer).fg.unwrap_or_default(),
        dim.fg.unwrap_or_default()
    );
    assert_eq!(style(&buffer).add_modifier, dim.add_modifier);
    status.sources[0].state = followed;
    reader.send(Message::Feed(FeedEvent::Status(status)));
    let (buffer, _) = reader.draw(100, 30);
    assert_eq!(style(&buffer).fg, theme.style(Role::Fall).fg);
}
