//! The basket: what is in it, and what its stories are for.

use std::collections::VecDeque;
use std::slice;
use std::sync::Arc;

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump_of};
use crate::app::{Effect, Message, PageEntries, story_headline};
use crate::lang::UiText;
use crate::state::{self, Change, Database, KeeperSetup, StateEvent};

/// A reader with a state file.
struct Desk {
    reader: TestReader,
    file: Database,
}

impl Desk {
    fn new() -> Self {
        let (file, problem) = state::open(&KeeperSetup::default());
        assert_eq!(problem, None);
        let reader = TestReader::two_days();
        Self { reader, file }
    }

    /// Presses keys, and does what the reader wants from its file. Returns what leaves the reader.
    fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut leaving = Vec::new();
        for key in keys.split(' ') {
            self.reader.press(key);
            leaving.extend(self.serve());
        }
        leaving
    }

    /// Passes on what the thread of the state file published.
    fn take(&mut self, event: StateEvent) {
        self.reader.send(Message::State(event));
        self.serve();
    }

    /// Does what the reader wants from its file. Returns what leaves the reader.
    fn serve(&mut self) -> Vec<Effect> {
        let mut leaving = Vec::new();
        let mut effects = VecDeque::from(self.reader.effects());
        while let Some(effect) = effects.pop_front() {
            if let Some(event) = self.answer(&effect) {
                self.reader.send(Message::State(event));
                effects.extend(self.reader.effects());
            } else if is_leaving(&effect) {
                leaving.push(effect);
            }
        }
        self.lay_out();
        leaving
    }

    /// Does what the thread of the state file does.
    fn answer(&mut self, effect: &Effect) -> Option<StateEvent> {
        match effect {
            Effect::Remember(changes) => {
                self.file.write(changes).unwrap();
                None
            }
            Effect::ReadStories(day) => {
                let stories = self.file.stories(Some(*day)).unwrap();
                Some(StateEvent::Stories(Some(*day), stories))
            }
            Effect::ReadLastStarred => {
                let stories = self.file.last_starred(2).unwrap();
                Some(StateEvent::LastStarred(stories))
            }
            _ => None,
        }
    }

    /// Lays the basket out, a line for each story.
    fn lay_out(&mut self) {
        let stories = self.reader.app.basket.stories().len() as u16;
        let mut metrics = self.reader.app.metrics.clone();
        metrics.page_entries = PageEntries::new((0..stories).map(Some));
        self.reader.send(Message::Measured(metrics));
    }

    fn stories(&self) -> Vec<String> {
        let stories = self.reader.app.basket.stories();
        stories.map(|(story, _)| story_headline(story)).collect()
    }

    /// The headlines of the stories that are compared.
    fn compared(&self) -> Option<[String; 2]> {
        let pair = self.reader.app.basket.compared()?;
        Some(pair.map(story_headline))
    }
}

/// Whether something leaves the reader.
const fn is_leaving(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Copy(..) | Effect::Save { .. } | Effect::Edit(..) | Effect::OpenLink(_)
    )
}

fn texts(headlines: [&str; 2]) -> [String; 2] {
    headlines.map(ToOwned::to_owned)
}

#[test]
fn day_is_copied_and_saved() {
    let mut desk = Desk::new();
    desk.press("m 2j m j M 看 Enter");
    let copied = desk.press("Y");
    let [Effect::Copy(text, _)] = &*copied else {
        panic!("{copied:?}");
    };
    assert_eq!(
        text,
        "06:26 甲26（5-14） —— 看\n06:27 甲27（5-14）\n06:29 甲29（5-14）"
    );
    let saved = desk.press("S");
    let [Effect::Save { name, text }] = &*saved else {
        panic!("{saved:?}");
    };
    assert_eq!(name, "2026-05-14-复盘.md");
    let begin = "# 2026年5月14日 周四 复盘\n\n- 06:26 甲26  \n  甲第26号公告正文。  \n  `2026-05-14.md:58`\n  > 看\n\n- 06:27 甲27";
    assert!(text.starts_with(begin), "{text}");
}

#[test]
fn stars_of_two_days_are_compared() {
    let mut desk = Desk::new();
    desk.press("m G m =");
    assert_eq!(
        desk.compared(),
        Some(texts(["乙00", "甲29"])),
        "the older one first"
    );
    assert_eq!(desk.stories(), ["甲29"], "the basket of the newer one");
    desk.press("Esc 3k m =");
    assert_eq!(desk.compared(), Some(texts(["乙00", "乙03"])));
    assert_eq!(desk.stories(), ["乙03", "乙00"]);
    desk.press("Esc '");
    assert_eq!(desk.compared(), None, "opened anew, it is the list alone");
}

#[test]
fn one_star_is_not_compared() {
    let mut desk = Desk::new();
    desk.press("m =");
    assert_eq!(desk.reader.notice(), Some("收藏两条才能对照"));
    desk.press("' =");
    assert_eq!(desk.compared(), None);
}

#[test]
fn basket_compares_neighbours() {
    let mut desk = Desk::new();
    desk.press("3m ' j =");
    assert_eq!(desk.compared(), Some(texts(["甲27", "甲28"])));
    desk.press("M 看 Enter");
    assert_eq!(
        desk.compared(),
        Some(texts(["甲27", "甲28"])),
        "a note does not end it"
    );
    desk.press("=");
    assert_eq!(desk.compared(), None);
    desk.press("G =");
    assert_eq!(
        desk.compared(),
        Some(texts(["甲27", "甲28"])),
        "the last one with the one before"
    );
}

/// It showed a story that was taken out.
#[test]
fn comparison_ends_with_a_mark_of_its_stories() {
    for taking_out in ["d d", "m", "j m"] {
        let mut desk = Desk::new();
        desk.press("3m ' =");
        assert_eq!(desk.compared(), Some(texts(["甲28", "甲29"])));
        desk.press(taking_out);
        assert_eq!(desk.compared(), None, "{taking_out}");
        assert_eq!(desk.stories().len(), 2, "{taking_out}");
    }
    let mut desk = Desk::new();
    desk.press("3m ' = G d d");
    assert_eq!(desk.compared(), Some(texts(["甲28", "甲29"])));
}

/// The basket went on showing it until it was opened anew.
#[test]
fn mark_of_another_reader_shows_in_the_basket() {
    let mut desk = Desk::new();
    desk.press("2m '");
    let stories = desk.file.stories(None).unwrap();
    let story = Arc::clone(&stories[0].story);
    let change = Change::Star { story, at: None };
    desk.file.write(slice::from_ref(&change)).unwrap();
    desk.take(StateEvent::Changed(vec![change]));
    assert_eq!(desk.stories(), ["甲28"]);
}

#[test]
fn basket_goes_through_the_days_with_marks() {
    let mut desk = Desk::new();
    desk.press("m G m '");
    assert_eq!(desk.stories(), ["乙00"]);
    desk.press("]");
    assert_eq!(desk.stories(), ["甲29"]);
    desk.press("]");
    assert_eq!(desk.reader.notice(), Some("后面没有收藏了"));
    desk.press("[");
    assert_eq!(desk.stories(), ["乙00"]);
}

#[test]
fn star_is_taken_away_in_the_basket() {
    let mut desk = Desk::new();
    desk.press("3m ' j m");
    assert_eq!(desk.stories(), ["甲29", "甲27"]);
    desk.press("U");
    assert_eq!(desk.stories(), ["甲29", "甲28", "甲27"]);
    desk.press("Enter");
    assert_eq!(desk.reader.at(), "甲28@2");
}

/// The keys of copies did nothing in the basket.
#[test]
fn stories_are_copied_from_the_basket() {
    let mut desk = Desk::new();
    desk.press("3m G m '");
    desk.press("] j");
    let mut copied = |keys: &str| match &*desk.press(keys) {
        [Effect::Copy(text, report)] => (text.clone(), report.clone()),
        other => panic!("{keys}: {other:?}"),
    };
    let text = "06:28 【甲28】财联社电，甲第28号公告正文。（5-14）";
    assert_eq!(copied("y y"), (text.to_owned(), UiText::CopiedText));
    let titles = "06:28 甲28（5-14）\n06:27 甲27（5-14）";
    let two = UiText::CopiedItems { items: 2 };
    assert_eq!(copied("5 y t"), (titles.to_owned(), two));
    let place = ("2026-05-14.md:62".to_owned(), UiText::CopiedPlace);
    assert_eq!(copied("y u"), place);
    let edit = desk.press("e");
    assert!(matches!(&*edit, [Effect::Edit(_, 62)]), "{edit:?}");
    assert_eq!(desk.press("o"), []);
    assert_eq!(desk.reader.notice(), Some("这条没有链接"));
}

/// The mark keeps the text.
#[test]
fn story_that_is_gone_is_copied() {
    let mut desk = Desk::new();
    desk.press("m '");
    desk.reader.lose(TODAY);
    let copied = desk.press("y y");
    let text = "06:29 【甲29】财联社电，甲第29号公告正文。（5-14）";
    let expected = Effect::Copy(text.to_owned(), UiText::CopiedGone);
    assert_eq!(copied, [expected]);
    for key in ["e", "o"] {
        assert_eq!(desk.press(key), []);
        assert_eq!(desk.reader.notice(), Some("文件里已经没有这一条"), "{key}");
    }
}

#[test]
fn story_is_taken_out_with_its_note() {
    let mut desk = Desk::new();
    desk.press("3m ' j M 看 Enter");
    desk.press("d d");
    assert_eq!(desk.reader.notice(), Some("已拿掉 · U 撤销"));
    assert_eq!(desk.stories(), ["甲29", "甲27"]);
    desk.press("U");
    assert_eq!(desk.stories(), ["甲29", "甲28", "甲27"]);
    let notes = desk.reader.app.basket.stories();
    assert_eq!(notes.filter(|(_, mark)| mark.note.is_some()).count(), 1);
    desk.press("Esc ? d d");
    let notice = desk.reader.notice().unwrap();
    assert!(notice.starts_with("这里不能用：收藏页中："), "{notice}");
}

/// The way back led to the list below the basket.
#[rstest]
#[case("Enter")]
#[case("gn")]
fn way_back_leads_to_the_basket(#[case] jump: &str) {
    let mut desk = Desk::new();
    desk.press("G 2k 3m gg m ' [ j");
    let stories = desk.stories();
    assert_eq!(stories.len(), 3);
    let page = desk.reader.app.open_page();
    let red = ["11:00 【要闻】财联社电，要闻的正文。"];
    desk.reader.read(&[dump_of("加红", TODAY, &red)]);
    desk.press(jump);
    assert_eq!(desk.reader.app.open_page(), None);
    let there = desk.reader.at();
    // The basket of the other day is opened meanwhile.
    desk.press("' Esc Ctrl-o");
    assert_eq!(desk.reader.app.open_page(), page);
    assert_eq!(desk.stories(), stories);
    desk.press("Ctrl-o");
    assert_eq!(desk.reader.app.open_page(), None);
    assert_eq!(desk.reader.at(), there, "again: return");
    desk.press("Ctrl-o Esc");
    assert!(
        desk.reader.at().starts_with("甲29@"),
        "{}",
        desk.reader.at()
    );
}
