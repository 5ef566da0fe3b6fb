//! A dump goes and comes back while the list does not follow: nothing is new, and the story in view stays.

use rstest::rstest;

use super::news::more;
use crate::app::PaneId;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};

const YESTERDAY: &str = "2026-05-13";

/// What the reader sees, and the counts of new items.
fn view(reader: &TestReader) -> (String, Vec<String>, u16, usize, usize) {
    let app = &reader.app;
    (
        reader.at(),
        reader.screen(),
        app.offsets[PaneId::Detail],
        app.waiting(),
        app.unseen.len(),
    )
}

#[rstest]
#[case::paused("10j")]
#[case::read("10j Enter 5j")]
#[case::filtered("10j f 公告 Enter")]
#[case::oldest_first("O 10k")]
fn dump_of_other_day_comes_back(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    assert!(!reader.app.list.is_following());
    let before = view(&reader);
    for _ in 0..2 {
        reader.lose(YESTERDAY);
        reader.run();
        assert_eq!(reader.at(), before.0);
        reader.read(&[dump(YESTERDAY, &entries("乙", 30))]);
        reader.run();
        assert_eq!(view(&reader), before);
    }
    more(&mut reader, 31);
    reader.run();
    assert_eq!(reader.app.unseen.len(), 1, "the one that is new");
}

/// More arrived than fits above the story.
#[test]
fn held_list_counts_nothing_twice() {
    let mut reader = TestReader::two_days();
    reader.press("gg");
    more(&mut reader, 50);
    assert!(!reader.app.list.is_following());
    let before = view(&reader);
    reader.lose(YESTERDAY);
    reader.read(&[dump(YESTERDAY, &entries("乙", 30))]);
    assert_eq!(view(&reader), before);
    let unseen = reader.app.unseen.len();
    reader.lose(TODAY);
    more(&mut reader, 50);
    assert!(reader.app.unseen.len() <= unseen, "none is new again");
}

/// The story itself was in the dump.
#[rstest]
#[case("10j")]
#[case("10j Enter 5j")]
fn dump_of_the_story_comes_back(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let before = reader.at();
    reader.lose(TODAY);
    more(&mut reader, 30);
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 0));
    assert_eq!(reader.at(), before);
}
