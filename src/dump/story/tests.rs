use super::*;

#[test]
fn titled_story_has_all_parts() {
    let text = "【云帆智造：签订大单】财联社1月6日电，云帆智造(688999.SH)公告，签订12亿元合同。 （财联社记者 王一）";
    let story = StoryParts::parse(text);
    assert_eq!(story.title, Some("云帆智造：签订大单"));
    assert_eq!(story.dateline, Some("财联社1月6日电，"));
    assert_eq!(story.body, "云帆智造(688999.SH)公告，签订12亿元合同。");
    assert_eq!(story.source, Some("财联社记者 王一"));
    assert_eq!(
        (story.column, story.headline()),
        (None, "云帆智造：签订大单")
    );
}

#[test]
fn brackets_in_a_title_nest() {
    let story = StoryParts::parse("【【研选】星河航天等】①机构看好； ②订单增长。");
    assert_eq!(
        (story.title, story.column),
        (Some("【研选】星河航天等"), Some("研选"))
    );
    assert_eq!(story.body, "①机构看好； ②订单增长。");
    let inner = StoryParts::parse("【新思想【一】与二】正文");
    assert_eq!(
        (inner.title, inner.column),
        (Some("新思想【一】与二"), None)
    );
}

#[test]
fn separate_title_may_have_a_column() {
    let story = StoryParts::parse("绿电直连是关键路径。").titled(Some("【电报解读】绿电直连"));
    assert_eq!(
        (story.title, story.column),
        (Some("【电报解读】绿电直连"), Some("电报解读"))
    );
    assert_eq!(story.headline(), "【电报解读】绿电直连");
}

#[test]
fn headline_is_without_its_column() {
    for (text, expected) in [
        ("【【研选】星河航天等】正文。", ("研选", "星河航天等")),
        ("【【研选】】正文。", ("研选", "【研选】")),
        ("【签订大单】正文。", ("", "签订大单")),
        ("没有标题。", ("", "没有标题。")),
    ] {
        let story = StoryParts::parse(text);
        assert_eq!(story.column_and_headline(), expected, "{text}");
    }
}

#[test]
fn unclosed_or_empty_title_is_none() {
    for text in [
        "【未完的标题",
        "【【研选】未完",
        "【】正文",
        "正文【不在开头】",
    ] {
        assert_eq!(StoryParts::parse(text).title, None, "{text}");
    }
    assert_eq!(StoryParts::parse("").body, "");
    assert_eq!(StoryParts::parse("【只有标题】").body, "");
}

#[test]
fn datelines_of_every_wire_are_found() {
    for (text, dateline) in [
        ("财联社1月6日电，正文", "财联社1月6日电，"),
        ("财联社1月6日讯，正文", "财联社1月6日讯，"),
        ("财联社2026年1月6日电：正文", "财联社2026年1月6日电："),
        ("财联社讯，正文", "财联社讯，"),
        ("《科创板日报》6日讯，正文", "《科创板日报》6日讯，"),
        ("上证报1月6日讯 正文", "上证报1月6日讯 "),
        ("新华社北京1月6日电（记者 王一）正文", ""),
        (
            "新华社北京1月6日电（记者 王一） 正文",
            "新华社北京1月6日电（记者 王一） ",
        ),
    ] {
        assert_eq!(
            StoryParts::parse(text).dateline.unwrap_or_default(),
            dateline,
            "{text}"
        );
    }
}

#[test]
fn date_in_a_sentence_is_no_dateline() {
    for text in [
        "1月6日，沪指上涨。",
        "据新华社1月6日电，正文",
        "截至1月6日电，",
        "当地时间1月6日，正文",
        "公司1月6日电话会议纪要：正文",
        "今天是1月6日",
    ] {
        assert_eq!(StoryParts::parse(text).dateline, None, "{text}");
    }
}

#[test]
fn sentence_parentheses_are_no_attributions() {
    for (text, source) in [
        ("正文。 (央视新闻)", "央视新闻"),
        ("正文。( CCTV国际时讯)", "CCTV国际时讯"),
        ("正文！”（记者 王一）", "记者 王一"),
        ("正文（记者 王一 李二）", "记者 王一 李二"),
        ("正文 (新华社)", "新华社"),
        ("正文。 (36氪)", "36氪"),
        ("正文。（《财经》）", "《财经》"),
        ("正文。 (the elec)", "the elec"),
    ] {
        assert_eq!(StoryParts::parse(text).source, Some(source), "{text}");
    }
    for text in [
        "亮相国际消费电子展 (CES 2026)",
        "云帆智造(688999.SH)",
        "正文。 (NVDA.US)",
        "云帆智造股份有限公司（以下简称“云帆智造”）",
        "正文。（小编注：机器人每天工作，无需人工干预。）",
        "纳入指数（ETF）",
        "正文。（央视新闻）又有新消息。",
        "正文。（1）",
        "（）",
        "）",
    ] {
        assert_eq!(StoryParts::parse(text).source, None, "{text}");
    }
}

#[test]
fn opening_ignores_title_dateline_and_blanks() {
    let plain = Opening::parse("云帆智造公告，拟以不超过十二亿元收购星河航天全部股权，今日复牌。");
    assert_eq!(
        plain,
        Opening::parse(
            "【收购】财联社1月6日电，云帆智造公告，拟以 不超过十二亿元\u{200c}收购星河航天全部股权"
        )
    );
    assert_ne!(
        plain,
        Opening::parse("云帆智造公告，拟以不超过十三亿元收购星河航天全部股权，今日复牌。")
    );
    assert_ne!(Opening::parse("【甲】"), Opening::parse("【乙】"));
    assert_eq!(Opening::parse("【甲 】"), Opening::parse(" 【甲】"));
}

#[test]
fn truncated_text_is_the_same_story() {
    let whole = "【标题】云帆智造公告，拟以不超过十二亿元收购星河航天全部股权，今日复牌。";
    assert!(same_story(
        whole,
        "云帆智造公告，拟以不超过十二亿元收购星河航天"
    ));
    assert!(same_story(
        "云帆智造公告， 拟以不超过十二亿元收购星河航天",
        whole
    ));
    assert!(!same_story(whole, "云帆智造公告，拟以"));
    assert!(!same_story(
        whole,
        "云帆智造公告，拟以不超过十三亿元收购星河航天全部股权"
    ));
    assert!(same_story("短讯", "短 讯\u{feff}"));
}

#[test]
fn ellipsis_of_a_truncated_text_is_ignored() {
    let whole = "【标题】云帆智造公告，拟以不超过十二亿元收购星河航天全部股权，今日复牌……";
    for ellipsis in ["…", "……", "...", "......", " …", "…\u{200c}"] {
        let cut = format!("云帆智造公告，拟以不超过十二亿元收购星河航天{ellipsis}");
        assert!(same_story(whole, &cut) && same_story(&cut, whole), "{cut}");
        assert!(
            same_story(&cut, "云帆智造公告，拟以不超过十二亿元收购星河航天"),
            "{cut}"
        );
        let other = cut.replace("十二", "十三");
        assert!(!same_story(whole, &other), "{other}");
        let short = format!("云帆智造公告，拟以{ellipsis}");
        assert!(!same_story(whole, &short), "{short}");
        let inside = format!("云帆智造公告，拟以不超过十二亿元收购星河航天{ellipsis}今日");
        assert!(!same_story(whole, &inside), "{inside}");
    }
    assert!(!same_story(
        whole,
        "云帆智造公告，拟以不超过十二亿元收购星河航天.."
    ));
    let title = "【六月资本市场大事提醒：新股申购、指数调整与解禁安排一览】今日共有一只新股申购。";
    assert!(same_story(
        "【六月资本市场大事提醒：新股申购、指数调整与……",
        title
    ));
}

#[test]
fn title_alone_is_a_prefix_of_nothing() {
    assert!(!same_story(
        "【六月大事提醒】",
        "【六月大事提醒】今日共有一只新股申购，另有两只新股上市交易。"
    ));
    assert!(same_story("【六月大事提醒】", "【六月大事提醒】\u{200c}"));
    assert!(!same_story("【六月大事提醒】", "【七月大事提醒】"));
}

#[test]
fn text_truncated_in_its_title_is_the_same() {
    let whole = "【六月资本市场大事提醒：新股申购、指数调整与解禁安排一览】今日共有一只新股申购。";
    assert!(same_story(
        "【六月资本市场大事提醒：新股申购、指数调整与",
        whole
    ));
    assert!(!same_story("【六月", whole));
}

#[test]
fn blanks_are_white_space_and_zero_width() {
    for c in '\0'..=char::MAX {
        let zero_width = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
        assert_eq!(is_blank(c), c.is_whitespace() || zero_width, "{c:?}");
    }
}

#[test]
fn opening_ignores_every_blank_anywhere() {
    let body = "云帆智造“新”①，拟以12亿元收购星河航天全部股权并复牌";
    for blank in ('\0'..='\u{ffff}').filter(|&c| is_blank(c)) {
        for at in 0..22 {
            let mut text: Vec<char> = body.chars().collect();
            text.insert(at, blank);
            assert_eq!(
                Opening::parse(&text.iter().collect::<String>()),
                Opening::parse(body),
                "{blank:?} at {at}"
            );
        }
    }
}
