//! The words to search for: those of real dumps, and those of synthetic ones.

use crate::Bench;

/// Words of one kind of dumps.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// A word in few entries.
    pub(crate) rare: &'static str,
    /// A word in many entries.
    pub(crate) frequent: &'static str,
    /// A name in Latin letters.
    pub(crate) latin: &'static str,
    /// Without the slashes.
    pub(crate) regex: &'static str,
    /// Twenty names.
    pub(crate) names: &'static str,
    /// A word, and the rest of a longer one.
    pub(crate) grown: (&'static str, &'static str),
    /// Words as users search for them. The last two have no hits.
    pub(crate) words: [&'static str; 12],
}

const REAL: Vocabulary = Vocabulary {
    rare: "稀土永磁",
    frequent: "公司",
    latin: "nvidia",
    regex: r"涨(超|幅)\d+%",
    names: "英伟达|特斯拉|苹果|微软|谷歌|亚马逊|台积电|宁德时代|比亚迪|华为|小米|腾讯|阿里巴巴|百度|京东|美团|中芯国际|贵州茅台|中国石油|工商银行",
    grown: ("英伟达", "英伟达 芯片"),
    words: [
        "英伟达",
        "美联储",
        "公司",
        "半导体",
        "涨停",
        "机器人",
        "黄金",
        "同比增长",
        "人民币",
        "北京",
        "绝无此词",
        "空无一物",
    ],
};

const SYNTHETIC: Vocabulary = Vocabulary {
    rare: "编号abcd",
    frequent: "同比增长",
    latin: "helios",
    regex: r"增长\d+\.\d+%",
    names: "星河机械|云岭药业|海屿航运|赤松半导体|北辰电子|青禾农业|远山能源|白鹭航空|长风汽车|金穗银行|蓝湾地产|雪原冷链|天枢软件|飞廉物流|江南日报|滨海晚报|原野新闻|产业前线|研报精读|中央湖区",
    grown: ("赤松半导体", "赤松半导体 回购"),
    words: [
        "星河机械",
        "云岭药业",
        "同比",
        "半导体",
        "回购",
        "净利润",
        "融资",
        "滨海新区",
        "Norden",
        "银行",
        "绝无此词",
        "空无一物",
    ],
};

impl Vocabulary {
    /// Returns the words that fit the archive.
    pub(crate) const fn of(bench: &Bench) -> &'static Self {
        if bench.options.folder.is_some() {
            &REAL
        } else {
            &SYNTHETIC
        }
    }
}
