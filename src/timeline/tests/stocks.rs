//! The stocks of an item: what its dumps give, what its text names, and what is known of names.

use super::{dump, read, timeline};
use crate::names::Learner;

#[test]
fn a_stock_that_is_given_named_and_known_is_one() {
    let line = |id: u32, text: &str, stocks: &str| {
        format!(r#"{{"id": {id}, "ctime": 1767650{id}, "content": "{text}", "level": "C", "stocks": {stocks}}}"#)
    };
    let lines = [
        line(100, "云帆智造(688999.SH)与远山能源（000999）签约。", r#"[{"name": "云帆智造", "code": "sh688999"}]"#),
        line(200, "云帆智造大涨，远山能源跟涨。", r#"[{"name": "云帆智造", "code": ""}]"#),
        line(300, "（000999）涨停。新星股份上市。", r#"[{"name": "新星股份", "code": ""}]"#),
    ];
    let all =
        [read("a.jsonl", lines.join("\n").into_bytes()), dump("b.md", "普通", &["06:00 远山能源(000999.SZ)公告。"])];
    let timeline = timeline(&all);
    let names = Learner::default().learn(&timeline.dumps());
    let stocks = |text: &str| -> Vec<String> {
        let mut items = timeline.days().iter().flat_map(|day| day.items().collect::<Vec<_>>());
        let item = items.find(|item| item.text().contains(text)).unwrap();
        item.named_stocks(&names).into_iter().map(|stock| format!("{} {}", stock.name, stock.code)).collect()
    };
    assert_eq!(stocks("签约"), ["云帆智造 sh688999", "远山能源 000999"]);
    assert_eq!(stocks("大涨"), ["云帆智造 688999.SH", "远山能源 000999.SZ"]);
    assert_eq!(stocks("上市"), ["新星股份 ", "远山能源 000999"]);
}
