//! Queries and their plain forms.

use rstest::rstest;

use super::parse;

#[rstest]
#[case("", "")]
#[case("  ", "")]
#[case("英伟达", "英伟达")]
#[case("英伟达 涨停", "英伟达 涨停")]
#[case("英伟达 and 涨停 AND 芯片", "英伟达 涨停 芯片")]
#[case("a|b", "a | b")]
#[case("a or b OR c", "a | b | c")]
#[case("a b | c", "(a b) | c")]
#[case("a (b | c)", "a (b | c)")]
#[case("((a)) (b c)", "a b c")]
#[case("-a !b not c", "-a -b -c")]
#[case("-(a b)", "-(a b)")]
#[case("-(-a)", "-(-a)")]
#[case("S&P-500 A-B x!", "S&P-500 A-B x!")]
#[case("organic", "organic")]
#[case("（英伟达｜台积电）！涨停", "(英伟达 | 台积电) -涨停")]
#[case("“黄 仁勋”", "\"黄 仁勋\"")]
#[case("”黄仁勋”", "\"黄仁勋\"")]
#[case("\"“十五五”规划\"", "\"“十五五”规划\"")]
#[case(r"/涨(超|幅)\d+%/", r"/涨(超|幅)\d+%/")]
#[case(r"/a\/b/i", r"/a\/b/i")]
#[case(r"/a\\\/b/", r"/a\\\/b/")]
#[case("title:英伟达", "title:英伟达")]
#[case("标题：英伟达", "title:英伟达")]
#[case("title:(a | -b level:A)", "title:a | (-title:b level:A)")]
#[case("title:\"a b\" body:/c/", "title:\"a b\" body:/c/")]
#[case("-title:a", "-title:a")]
#[case("title:or", "title:or")]
#[case("title:-5%", "title:-5%")]
#[case("title:level:A", "title:level:A")]
#[case("10:30", "10:30")]
#[case("AI:x", "AI:x")]
#[case("https://example.com", "https://example.com")]
#[case("投资日历：6月", "投资日历：6月")]
#[case("a>b", "a>b")]
#[case("level:a", "level:A")]
#[case("level>=B", "level>=B")]
#[case("level≥B", "level>=B")]
#[case("day:2026-05-31", "day:2026-05-31")]
#[case("day:2026-02", "day:2026-02-01..2026-02-28")]
#[case("day:2025-12", "day:2025-12-01..2025-12-31")]
#[case("day:2026", "day:2026-01-01..2026-12-31")]
#[case("day:2026-01..2026-02", "day:2026-01-01..2026-02-28")]
#[case("day>2026-01", "day:2026-02-01..2149-06-06")]
#[case("day<2026", "day:1970-01-01..2025-12-31")]
#[case("day:today", "day:2026-01-06")]
#[case("日期：昨天", "day:2026-01-05")]
#[case("at:09:30..11:30", "at:09:30..11:30")]
#[case("at：9：30", "at:09:30")]
#[case("at:21:00..02:30", "at:21:00..02:30")]
#[case("since:10:15", "since:2026-01-06T10:15:00")]
#[case("since:10:31", "since:2026-01-05T10:31:00")]
#[case("since:2026-01-02", "since:2026-01-02T05:30:00")]
#[case("since:2026-01-02T08:00", "since:2026-01-02T08:00:00")]
#[case("last:15m", "since:2026-01-06T10:15:00")]
#[case("last:2h", "since:2026-01-06T08:30:00")]
#[case("last:3d", "since:2026-01-03T10:30:00")]
#[case("is:red -is:titled is:revised", "is:red -is:titled is:revised")]
#[case("pct>=5", "pct>=5")]
#[case("pct<=-5.50%", "pct<=-5.5")]
#[case("pct：0.3", "pct:0.3")]
#[case("amount>=10亿", "amount>=10亿")]
#[case("金额＞1.2万亿", "amount>12000亿")]
#[case("amount<5000万", "amount<50000000")]
fn query_parses_to_plain_form(#[case] source: &str, #[case] plain: &str) {
    assert_plain_form(source, plain);
}

fn assert_plain_form(source: &str, plain: &str) {
    let query = parse(source).unwrap();
    assert_eq!(query.to_string(), plain);
    assert_eq!(
        parse(plain).unwrap().to_string(),
        plain,
        "parsing the plain form changes nothing"
    );
}

#[rstest]
#[case("since:昨天", "since:2026-01-05T05:30:00")]
#[case("since:昨收", "since:2026-01-05T15:00:00")]
#[case("since:\"昨天 15:00\"", "since:2026-01-05T15:00:00")]
#[case("since:2h", "since:2026-01-06T08:30:00")]
#[case("day:本周", "day:2026-01-05..2026-01-11")]
#[case("day:last-week", "day:2025-12-29..2026-01-04")]
#[case("day:-1", "day:2026-01-05")]
#[case("day:周一", "day:2026-01-05")]
#[case("day>=周一", "day:2026-01-05..2149-06-06")]
#[case("day:5-14", "day:2025-05-14")]
#[case("last:1w", "since:2025-12-30T10:30:00")]
#[case("last:半小时", "since:2026-01-06T10:00:00")]
#[case("at:09:30..", "at:09:30..05:29")]
#[case("at:..11:30", "at:05:30..11:30")]
#[case("at:早盘", "at:09:30..11:29")]
#[case("at:下午2点", "at:14:00..14:59")]
#[case("今天 09:30..11:30", "day:2026-01-06 at:09:30..11:30")]
#[case("今天 9:30..", "day:2026-01-06 at:09:30..05:29")]
#[case("今天 930..", "day:2026-01-06 at:09:30..05:29")]
#[case("today 930..1130", "day:2026-01-06 at:09:30..11:30")]
#[case("昨天1430..", "day:2026-01-05 at:14:30..05:29")]
#[case(
    "-今天..930 ..1500",
    "-(day:2026-01-06 at:05:30..09:30) at:05:30..15:00"
)]
#[case("930 999.. 2460..", "930 999.. 2460..")]
#[case("-昨天", "-day:2026-01-05")]
#[case("涨停 近1小时", "涨停 since:2026-01-06T09:30:00")]
#[case("近30分钟", "since:2026-01-06T10:00:00")]
#[case(
    "今早|昨晚",
    "(day:2026-01-06 at:05:30..11:59) | (day:2026-01-05 at:18:00..05:29)"
)]
#[case("上周 yesterday", "day:2025-12-29..2026-01-04 day:2026-01-05")]
#[case("14:00.. ..11:30", "at:14:00..05:29 at:05:30..11:30")]
#[case("1-2..1-5", "day:2026-01-02..2026-01-05")]
#[case(
    "開盤 开盘 收盘 周一 今日 近两年 近一周 近3日",
    "開盤 开盘 收盘 周一 今日 近两年 近一周 近3日"
)]
#[case("10:15 2026-01-06 5-14 3..5", "10:15 2026-01-06 5-14 3..5")]
#[case("\"今天\" title:今天 title:(本周)", "\"今天\" title:今天 title:本周")]
fn defect_20_times_are_read_alike(#[case] source: &str, #[case] plain: &str) {
    assert_plain_form(source, plain);
}

#[test]
fn sixty_four_parentheses_are_accepted() {
    assert!(parse(&format!("{}a{}", "(".repeat(64), ")".repeat(64))).is_ok());
}
