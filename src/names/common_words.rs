//! Words that are names of companies too, and without a code after them mean something else.

/// Never learnt as names. A user who wants one as a name adds it to `stocks.csv`.
const WORDS: [&str; 68] = [
    // Things and people
    "机器人",
    "太阳能",
    "农产品",
    "老百姓",
    "新产业",
    "新大陆",
    "大自然",
    "自动化",
    "数字人",
    "无人机",
    "新能源",
    "半导体",
    "互联网",
    "物联网",
    "区块链",
    "数据港",
    "生意宝",
    "探路者",
    "值得买",
    "好想你",
    "领先者",
    "黄金",
    "白银",
    "石油",
    "天然气",
    "煤炭",
    "钢铁",
    "稀土",
    "苹果公司",
    // Places and institutions
    "金融街",
    "张家界",
    "长白山",
    "九华山",
    "天目湖",
    "太平洋",
    "大西洋",
    "电子城",
    "科学城",
    "东方明珠",
    "中国卫星",
    "中国电影",
    "中国软件",
    "中国医药",
    "中国科技",
    "中国制造",
    "中国资本市场",
    // What is done
    "海南发展",
    "信息发展",
    "平潭发展",
    "浦东建设",
    "城市建设",
    "智能制造",
    "智能控制",
    "绿色能源",
    "国际医学",
    "北京文化",
    "云南旅游",
    "西藏旅游",
    "创新医疗",
    // Kinds of companies, and media that are quoted
    "公司",
    "有限公司",
    "股份有限公司",
    "上市公司",
    "集团",
    "新华网",
    "人民网",
    "中国证券",
    "央视网",
];

/// Whether a name is a common word as well.
pub fn is_common(name: &str) -> bool {
    WORDS.contains(&name)
}

/// The length of a name: each Chinese character counts 1, and so does each run of Latin letters, digits and signs.
pub(super) fn name_units(name: &str) -> usize {
    let mut was_ascii = false;
    let starts_unit = |c: &char| {
        let continues = was_ascii && c.is_ascii();
        was_ascii = c.is_ascii();
        !continues
    };
    name.chars().filter(starts_unit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_word_counts_as_one_unit() {
        for (name, count) in [
            ("云帆智造", 4),
            ("BOSS直聘", 3),
            ("*ST远山", 3),
            ("MINIMAX-W", 1),
            ("京东方A", 4),
            ("", 0),
        ] {
            assert_eq!(name_units(name), count, "{name}");
        }
    }
}
