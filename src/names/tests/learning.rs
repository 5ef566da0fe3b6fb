//! Names learnt from dumps of invented companies.

use std::path::Path;
use std::sync::Arc;

use super::{dump, read};
use crate::dump::Dump;
use crate::item::Stock;
use crate::names::{NameLearner, StockNames, UserStock};

fn learnt(texts: &[&str]) -> Arc<StockNames> {
    NameLearner::default().learn(&[dump("a.md", texts)])
}

/// `name code` of each stock in a text.
fn found(names: &StockNames, text: &str) -> Vec<String> {
    names
        .find(text)
        .into_iter()
        .map(|Stock { name, code }| format!("{name} {code}"))
        .collect()
}

fn user_stock(code: &str, name: &str, aliases: &[&str]) -> UserStock {
    let stock = Stock {
        name: name.to_owned(),
        code: code.to_owned(),
    };
    UserStock {
        stock,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    }
}

#[test]
fn name_seen_with_its_code_is_known_alone() {
    let names = learnt(&[
        "云帆智造(688999.SH)公告，签订大单。",
        "维持星河航天（00701.HK）买入评级。",
    ]);
    assert_eq!(
        found(
            &names,
            "今日云帆智造涨停，星河航天跟涨，云帆智造换手率20%。"
        ),
        ["云帆智造 688999.SH", "星河航天 00701.HK"]
    );
    assert_eq!(names.name_of("sh688999"), Some("云帆智造"));
    assert_eq!(found(&names, "云帆海运涨停。"), [""; 0]);
}

#[test]
fn sentence_before_a_code_is_cut_to_the_name() {
    let sentence = "快递板块走强云帆速递(600999.SH)一季度业务量增长。";
    let elsewhere = [
        "云帆速递：5月业务量同比增长12%。",
        "快递股走强，云帆速递涨停。",
    ];
    for names in [
        learnt(&[sentence, "云帆速递(600999.SH)公告。"]),
        learnt(&[sentence, elsewhere[0], elsewhere[1]]),
    ] {
        assert_eq!(found(&names, "云帆速递涨停。"), ["云帆速递 600999.SH"]);
        assert_eq!(
            names
                .known()
                .iter()
                .map(|known| known.written.as_str())
                .collect::<Vec<_>>(),
            ["云帆速递"]
        );
    }
    assert_eq!(
        learnt(&[sentence]).known(),
        [],
        "the start of the name is unknown"
    );
    assert_eq!(learnt(&["某某股份有限公司(01999.HK)公告。"]).known(), []);
}

#[test]
fn common_word_is_no_stock() {
    let names = learnt(&["机器人(300024.SZ)公告，签订合同。"]);
    assert_eq!(
        found(&names, "人形机器人产业大会召开。机器人产量增长。"),
        [""; 0]
    );
    let ship = [
        "木船厂(600998.SH)公告。",
        "沿海木船厂众多。",
        "老木船厂改造。",
        "小木船厂倒闭。",
        "木船厂工人罢工。",
    ];
    assert_eq!(
        found(&learnt(&ship), "木船厂涨停。"),
        [""; 0],
        "it is within clauses, like common words"
    );
    let company = [
        "木船厂(600998.SH)公告。",
        "今日木船厂涨停。",
        "木船厂：中标。",
        "木船厂工人罢工。",
    ];
    assert_eq!(
        found(&learnt(&company), "木船厂涨停。"),
        ["木船厂 600998.SH"]
    );
}

#[test]
fn longest_name_wins_and_words_stay_whole() {
    let names = learnt(&[
        "云帆(600999.SH)、云帆智造(688999.SH)、AGM(AGM.US)公告。",
        "云帆(600999.SH)停牌。",
    ]);
    assert_eq!(
        found(&names, "云帆智造中标，云帆落选。"),
        ["云帆智造 688999.SH", "云帆 600999.SH"]
    );
    assert_eq!(found(&names, "AGMA与AGM2大会，iAGM。"), [""; 0]);
    assert_eq!(found(&names, "美股AGM大涨。"), ["AGM AGM.US"]);
    assert_eq!(
        found(&names, "云帆智造集团董事长。"),
        [""; 0],
        "the owner is another company"
    );
}

#[test]
fn class_of_shares_is_optional_in_texts() {
    let names = learnt(&[
        "星河航天-W(00701.HK)公告。",
        "星河航天：第一季度营收增长。",
        "今日，星河航天大涨。",
        "远山电A(000998.SZ)涨停。",
        "远山电力。",
    ]);
    assert_eq!(found(&names, "星河航天回购。"), ["星河航天 00701.HK"]);
    assert_eq!(found(&names, "远山电子回购。"), [""; 0]);
}

#[test]
fn mainland_stock_wins_over_other_markets() {
    let both = "云帆智造(688999.SH)、云帆智造(00701.HK)公告。";
    assert_eq!(
        found(&learnt(&[both, "云帆智造(00701.HK)回购。"]), "云帆智造"),
        ["云帆智造 688999.SH"]
    );
    let abroad = [
        "星河航天(XHHT.US)、星河航天(00702.HK)公告。",
        "星河航天(XHHT.US)大涨。",
    ];
    assert_eq!(found(&learnt(&abroad), "星河航天"), ["星河航天 XHHT.US"]);
}

#[test]
fn stocks_given_by_a_dialect_are_learnt() {
    let text = "# 财联社电报 2026-05-31\n> 共 1 条\n\n## 00:08:15 [C] 电力设备走强\n\n【电力设备走强】财联社5月31日电，走强。\n\n- 📈 云帆智造(sh688999)\n---\n";
    let names = NameLearner::default().learn(&[read(Path::new("2026-05-31.md"), text.into())]);
    assert_eq!(found(&names, "云帆智造涨停"), ["云帆智造 688999.SH"]);
}

#[test]
fn user_stocks_override_learnt_ones() {
    let table = vec![
        user_stock("688999.SH", "云帆", &["小帆", "机器人"]),
        user_stock("600998.SH", "远山", &[]),
    ];
    let texts = ["云帆智造(688999.SH)公告。", "远山(000998.SZ)公告。"];
    let names = NameLearner::new(table).learn(&[dump("a.md", &texts)]);
    for text in ["小帆涨停", "机器人大会", "云帆智造公告"] {
        assert_eq!(found(&names, text), ["云帆 688999.SH"], "{text}");
    }
    assert_eq!(
        found(&names, "远山集团"),
        ["远山 600998.SH"],
        "a name of the user may be of a group"
    );
    assert_eq!(names.name_of("688999"), Some("云帆"));
}

#[test]
fn incremental_learning_equals_learning_at_once() {
    let name = |n: usize| format!("{}云智造", char::from_u32(0x4E00 + n as u32).unwrap());
    let dumps: Vec<Arc<Dump>> = (0..40)
        .map(|n| {
            dump(
                &format!("{n}.md"),
                &[
                    &format!("{}({}.SH)公告。", name(n), 600_100 + n),
                    &format!("{}涨停。", name(n / 2)),
                ],
            )
        })
        .collect();
    let mut learner = NameLearner::default();
    let newest_first = |upto: usize| dumps[..upto].iter().rev().cloned().collect::<Vec<_>>();
    for upto in [3, 17, 18, 40] {
        let names = learner.learn(&newest_first(upto));
        assert_eq!(
            names,
            NameLearner::default().learn(&newest_first(upto)),
            "{upto}"
        );
        assert_eq!(names.known().len(), upto);
    }
    let again = learner.learn(&newest_first(40));
    assert!(
        Arc::ptr_eq(&again, &learner.learn(&newest_first(40))),
        "no change gives the same table"
    );
    let without_oldest = dumps[1..].iter().rev().cloned().collect::<Vec<_>>();
    assert_eq!(
        learner.learn(&without_oldest).known().len(),
        39,
        "names of a deleted dump are forgotten"
    );
}
