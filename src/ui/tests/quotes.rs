//! A row shows a hit, wherever it is.

use ratatui::buffer::Buffer;
use rstest::rstest;

use super::corpus;
use super::fixture::UiReader;
use crate::app::{ListRow, PaneId};
use crate::config::theme::{Role, Theme};
use crate::config::{Arrangement, Config, Density};

/// Whether a line has a hit in the colours of the default theme.
fn has_hit(buffer: &Buffer, y: u16, columns: u16) -> bool {
    let theme = Theme::default();
    let (hit, pinyin) = (theme.style(Role::Hit), theme.style(Role::HitPinyin));
    let mut cells = (0..columns).map(|x| &buffer[(x, y)]);
    cells.any(|cell| Some(cell.bg) == hit.bg || Some(cell.fg) == pinyin.fg)
}

fn line_with<'s>(screen: &'s str, text: &str) -> &'s str {
    let mut lines = screen.lines();
    lines
        .find(|line| line.contains(text))
        .unwrap_or_else(|| panic!("{text} is on the screen:\n{screen}"))
}

/// A hit in a body once left no trace in the list.
#[rstest]
#[case("", 120, "五年期", "订五年期供货框架协议")]
#[case("", 60, "五年期", "订五年期供货")]
#[case("d", 60, "净利润", "‥一季度净利润同比")]
#[case("d", 60, "五年期", "①华岳电子公告，与某整车厂签订五年期")]
fn defect_5_hit_in_a_body_is_quoted(
    #[case] keys: &str,
    #[case] columns: u16,
    #[case] query: &str,
    #[case] shown: &str,
) {
    let mut reader = UiReader::new(Config::default());
    reader.app.arrangement = Some(Arrangement::ListAlone);
    reader.keys(keys).screen(columns, 20);
    let screen = reader.keys(&format!("f{query}<Enter>")).screen(columns, 20);
    let line = line_with(&screen, shown);
    let (buffer, _) = reader.draw(columns, 20);
    let y = screen.lines().position(|other| other == line).unwrap();
    assert!(has_hit(&buffer, y as u16, columns), "{screen}");
}

#[test]
fn shown_hit_needs_no_quote() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(120, 20);
    let screen = reader.keys("f集体高开<Enter>").screen(60, 20);
    assert!(!screen.contains('‥'), "{screen}");
    let screen = reader.keys("<Esc>fis:red<Enter>").screen(60, 20);
    assert!(!screen.contains('‥'), "a field matches no text: {screen}");
}

#[test]
fn defect_18_untitled_lines_have_one_colour() {
    let mut reader = UiReader::new(Config::default());
    let screen = reader.keys("d").screen(44, 12);
    let (buffer, _) = reader.draw(44, 12);
    let second = screen.lines().position(|line| line.contains("11.3%。"));
    let y = second.unwrap() as u16;
    let (first, second) = (&buffer[(9, y - 1)], &buffer[(9, y)]);
    assert_eq!(first.style(), second.style(), "{screen}");
}

/// Pieces of the corpus's own texts, to search for.
struct Words {
    texts: Vec<String>,
    seed: u64,
}

impl Words {
    fn random(&mut self, below: usize) -> usize {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.seed >> 33) as usize % below
    }

    fn word(&mut self) -> String {
        loop {
            let nth = self.random(self.texts.len());
            let chars: Vec<char> = self.texts[nth].chars().collect();
            let (from, len) = (self.random(chars.len().max(1)), 2 + self.random(3));
            let word = chars.get(from..from + len).unwrap_or_default();
            if !word.is_empty() && word.iter().all(|c| ('一'..='龥').contains(c)) {
                return word.iter().collect();
            }
        }
    }

    /// A query, and whether any part of it matches text.
    fn query(&mut self, nth: usize) -> (String, bool) {
        let (word, other) = (self.word(), self.word());
        match nth % 10 {
            0 => (format!("{word}|{other}"), true),
            1 => (format!("{word} -{other}"), true),
            2 => (format!("\"{word}\""), true),
            3 => (format!("/{word}.?/"), true),
            4 => (format!("is:red {word}"), true),
            5 => (format!("title:{word}"), true),
            6 => (
                ["gupiao", "ywd", "yinhang", "zhangting", "at:09:30..11:30"][nth / 10 % 5]
                    .to_owned(),
                nth / 10 % 5 < 4,
            ),
            7 => (format!("-{word}"), false),
            _ => (word, true),
        }
    }
}

#[test]
fn corpus_rows_show_a_hit() {
    let Some(mut reader) = corpus::reader() else {
        return;
    };
    let days = reader.app.timeline.days().iter();
    let texts = days.flat_map(|day| {
        day.items()
            .map(|item| item.text().to_owned())
            .collect::<Vec<_>>()
    });
    let mut words = Words {
        texts: texts.collect(),
        seed: 12,
    };
    let mut rows = 0;
    for (nth, size) in (0..100).zip([(140, 40), (80, 24), (45, 25)].into_iter().cycle()) {
        let (query, is_text) = words.query(nth);
        reader.keys(&format!("f{query}<Enter>"));
        let (buffer, _) = reader.draw(size.0, size.1);
        let area = reader.app.metrics.panes[PaneId::List].area;
        assert_eq!(reader.app.list.density(), Density::Headline);
        // A headline of two lines shows its hit on one of them. The first and the last item may be partly out of view.
        let mut lit: Vec<((usize, usize), bool)> = Vec::new();
        for (row, y) in reader.app.list.rows(area.height).into_iter().zip(area.y..) {
            let ListRow::Item { day, row, .. } = row else {
                continue;
            };
            let has_hit = has_hit(&buffer, y, area.right());
            match lit.last_mut() {
                Some((item, lit)) if *item == (day, row) => *lit |= has_hit,
                Some(_) | None => lit.push(((day, row), has_hit)),
            }
        }
        if reader.app.list.wraps_headlines() {
            lit.pop();
            lit = lit.split_off(1.min(lit.len()));
        }
        if is_text {
            rows += lit.len();
            assert!(
                lit.iter().all(|(_, lit)| *lit),
                "{query} {size:?}\n{}",
                reader.screen(size.0, size.1)
            );
        }
        reader.keys("<Esc>");
    }
    assert!(rows > 500, "{rows}");
}

/// A row of twenty columns showed `试…   ‥公‥`.
#[test]
fn quote_without_its_hit_is_left_out() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(20, 8);
    let screen = reader.keys("f五年期<Enter>").screen(20, 8);
    assert!(
        screen.contains("早间新闻") && !screen.contains('‥'),
        "{screen}"
    );
    let screen = reader.screen(40, 8);
    assert!(line_with(&screen, "早间").contains("五年期"), "{screen}");
}
