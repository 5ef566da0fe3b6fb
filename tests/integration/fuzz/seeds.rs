//! The dumps to mutate, in the shapes of real ones with invented texts: flashes and titled stories, two of a minute,
//! cuts, codes, columns, attributions, several paragraphs, several days, the same number twice.

use dianbao::dump::Dialect;

/// A dump with its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed {
    pub(crate) dialect: Dialect,
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

const fn seed(dialect: Dialect, name: &'static str, text: &'static str) -> Seed {
    Seed {
        dialect,
        name,
        text,
    }
}

pub(crate) const SEEDS: [Seed; 19] = [
    seed(
        Dialect::Markdown,
        "复盘.md",
        "## 2026-01-06\n\n- 09:31 🔴 **云帆智造签订大单** 云帆智造公告，与星河航天签订12亿元供货合同。\n  \
         <!-- dianbao {\"id\":\"x9c18a4e32d42a7f1\",\"time\":\"2026-01-06T09:31:00+08:00\",\"day\":\"2026-01-06\",\"wire\":\"财联社\",\"channel\":\"加红\",\
         \"text\":\"【云帆智造签订大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。\",\
         \"stocks\":[{\"name\":\"云帆智造\",\"code\":\"688999.SH\"}],\"file\":\"a.md\",\"line\":6,\"revision\":1} -->\n\n- 09:32 三大指数高开。\n  \
         <!-- dianbao {\"id\":\"2301\",\"time\":\"2026-01-06T09:32:10+08:00\",\"day\":\"2026-01-06\",\"text\":\"三大指数高开。\",\"file\":\"a.md\",\
         \"line\":8,\"revision\":0} -->\n\n",
    ),
    seed(
        Dialect::Day,
        "财联社【普通】电报_2026-01-06.md",
        "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n\
         **[05:49]** 【云帆智造签订大单】财联社1月6日电，云帆智造(688999.SH)公告，与星河航天签订12亿元供货合同，合同为期三年。（记者 王一）\n\n\
         **[05:45]** 财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。\n\n\
         **[09:31]** 【【研选】青禾生物……等】①种业龙头；②第二增长曲线。\n第二段，涨3.15%。 (南方晨报)\n\n\
         **[00:12]** 沪指跌0.3%。\n\n",
    ),
    seed(
        Dialect::Day,
        "20260106.txt",
        "# 财联社【加红】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n**[09:30]** 三大指数高开。\n\n\
         **[09:30]** 三大指数高开，半导体板块领涨，成交额突破1.2万亿元，远山能源涨停。\n\n\
         # 财联社【普通】电报 - 2026-01-07\n> 统计周期：2026-01-07 05:30 至次日 05:30\n\n\
         **[09:30]** 三大指数高开，半导体板块领涨，成交额突破1.2万亿元……\n\n**[23:59]** 【晚间公告】一是远山能源；二是晨星股份(00999.HK)。\n",
    ),
    seed(
        Dialect::Day,
        "财联社电报_2026-03-01.md",
        "**[12:00]** 没有标题的文件。\n\n**[12:00]** 没有标题的文件，\u{200c}同一分钟。\n\n**[25:61]** 时间不对。\n",
    ),
    seed(
        Dialect::Sections,
        "财联社电报_2026-05-24.md",
        "**🔴 重要电报**\n\n  - [20:13] **[【云帆智造中标】云帆智造公告，中标12亿元供货合同，合同为期三年。](https://www.cls.cn/detail/2301)**\n\n\
         ━━━━━━━━━━━━━━━━━━━\n\n**📰 一般电报**\n\n  - [20:13] [云帆智造公告，中标12亿元供货合同，合同为期…](https://www.cls.cn/detail/2301)\n\n\
         \x20 - [00:50] [青禾生物[注]公告。\n\n第二段](https://www.cls.cn/detail/2302)\n\n  - [00:50] 没有链接的一条\n",
    ),
    seed(
        Dialect::Sections,
        "最近5天_20260528_125116.md",
        "## 2026年05月25日 (Monday)\n\n### 🔴 重要电报\n\n  - [12:46] **[【甲】一](https://www.cls.cn/detail/3)**\n\n\
         ## 2026年05月24日 (Sunday)\n\n### 📰 一般电报\n\n  - [12:46] [二](https://www.cls.cn/detail/4)\n\n  - [12:45] [三](https://www.cls.cn/detail/3)\n\n\
         ## 📊 统计信息\n\n- 总数：3\n",
    ),
    seed(
        Dialect::Headings,
        "2026-05-31.md",
        "# 财联社快讯归档 2026-05-31\n\n- item_count: 3\n\n## 00:08:15｜云帆智造签订大单\n\n- id: `9`\n- level: B\n\
         - stocks: 云帆智造(sh688999)，*ST星河()\n- subjects: 芯片，机器人\n- url: https://example.com/9\n\n\
         【云帆智造签订大单】财联社5月31日电，金额12亿元。\n\n## 09:30:00｜无标题\n\n- id: `8`\n- level: C\n\n沪指高开。\n\n\
         ## 09:30:01｜六月大事提醒\n\n- id: `9`\n",
    ),
    seed(
        Dialect::Headings,
        "a.md",
        "# 快讯归档 2026-05-30\n\n## 22:40:07｜晨星股份停牌\n\n- level: A\n\n晨星股份筹划重组，明日起停牌。\n\n- 这一行属于正文。\n\n\
         ## 23:59:59｜晨星股份停牌\n\n晨星股份筹划重组，明日起停牌。\n",
    ),
    seed(
        Dialect::Download,
        "2026-05-31.md",
        "# 财联社电报 2026-05-31\n\n> 共 3 条\n\n## 00:08:15 [C] 云帆智造签订大单\n\n【云帆智造签订大单】金额12亿元。\n\n\
         - 📈 云帆智造(NVDA.US) | 星河航天(sz399999)\n- 🏷️ 环球市场情报, 机器人\n\n---\n\n## **09:30:00 [A] 央行宣布降准**\n\n\
         【央行宣布降准】正文。\n\n---\n\n## 16:28:28 [C] 没有标题的消息，\n\n---\n",
    ),
    seed(
        Dialect::Download,
        "plain.md",
        "# 财联社电报 2026-05-31\n\n> 共 2 条\n\n## 00:08:15 甲\n\n【甲】乙\n\n---\n\n## 00:08:16 甲\n\n【甲】乙\n---\n",
    ),
    seed(
        Dialect::Jsonl,
        "a.jsonl",
        "{\"id\": \"1\", \"ctime\": 1780157295, \"title\": \"甲\", \"content\": \"【甲】\\u4e59\\n丙\", \"level\": \"A\", \"url\": \"https://example.com/1\", \"stocks\": [{\"name\": \"云帆智造\", \"code\": \"sh688999\"}], \"subjects\": [\"机器人\"]}\n\
         {\"id\": 0, \"ctime\": 1780157296, \"title\": \"\", \"content\": \"沪指高开，半导体板块领涨，成交额突破一万亿元。\", \"brief\": \"\"}\n\
         {\"id\": null, \"date\": \"2026-05-31\", \"time\": \"00:08\", \"content\": \"沪指高开，半导体板块领涨，成交额突破一万…\"}\n",
    ),
    seed(
        Dialect::Jsonl,
        "b.jsonl",
        "{\"id\": 7, \"ctime\": 1780157295123, \"content\": \"一\"}\n{\"id\": 7, \"ctime\": \"1780163355\", \"content\": \"一，补充一句。\"}\n\
         {\"id\": 8, \"datetime\": \"2026-05-31T09:30:15\", \"brief\": \"二\", \"stocks\": [\"晨星股份(00999.HK)\"]}\n",
    ),
    seed(
        Dialect::Api,
        "a.json",
        "{\"error\": 0, \"data\": {\"roll_data\": [{\"id\": 1, \"ctime\": 1780157295, \"content\": \"甲\", \"level\": \"B\", \"stock_list\": [{\"name\": \"云帆智造\", \"StockID\": \"sh688999\"}], \"subjects\": [{\"subject_id\": 7, \"subject_name\": \"机器人\"}]}, {\"id\": 2, \"ctime\": 1780157296, \"title\": \"乙\", \"content\": \"【乙】丙 \\\"roll_data\\\": [\"}]}}",
    ),
    seed(
        Dialect::Api,
        "poll.json",
        "{\"data\": {\"roll_data\": [{\"id\": 2, \"ctime\": 1780157296, \"content\": \"乙\"}, {\"id\": 1, \"ctime\": 1780157295, \"content\": \"甲\"}]}}\n\
         {\"error\": 50101, \"msg\": \"busy\"}\n\
         {\"data\": {\"roll_data\": [{\"brief\": \"\", \"ctime\": 1780157297, \"content\": \"丙\", \"id\": 3}, {\"id\": 2, \"ctime\": 1780157296, \"content\": \"乙，更正。\"}]}}\n",
    ),
    seed(
        Dialect::Api,
        "list.json",
        "[\n{\"id\": 1, \"ctime\": 1780157295, \"content\": \"甲\"},\n{\"ctime\": 1780157295, \"id\": 2, \"content\": \"乙\"}\n]\n",
    ),
    seed(
        Dialect::Csv,
        "a.csv",
        "标题,内容,发布日期,发布时间\n甲,\"乙\"\"丙\"\"\n丁\",2026-05-31,00:08:15\n,戊,2026-05-31,09:30:00\n【电报解读】己,\"庚,(688999.SH)\",2026-05-31,09:30:00\n",
    ),
    seed(
        Dialect::Csv,
        "b.csv",
        "发布时间;内容;标题\r\n2026-05-31 09:30:00;\"一;二\";三\r\n2026-05-31 09:30;四;\r\n",
    ),
    seed(
        Dialect::Feed,
        "rss.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>云帆快讯</title>\n\
         <item><title>云帆智造中标</title><description><![CDATA[<p>【云帆智造中标】中标12亿元供货合同，合同为期三年。</p>]]></description>\
         <link>https://news.example.com/1</link><pubDate>Sun, 31 May 2026 01:31:05 GMT</pubDate><category>港股</category></item>\n\
         <item><title>青禾生物：&amp;lt;种业&amp;gt;</title><pubDate>Sun, 31 May 2026 09:31:05 +0800</pubDate></item></channel></rss>\n",
    ),
    seed(
        Dialect::Feed,
        "atom.xml",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title type=\"html\">晨星股份&amp;lt;br&amp;gt;回购</title>\
         <link href=\"https://news.example.com/2\"/><updated>2026-05-31T09:32:00+08:00</updated>\
         <content type=\"xhtml\"><div>晨星股份&#x3001;远山能源<br/>回购。</div></content></entry>\
         <entry><title>远山能源涨3.15%</title><published>2026-05-31T01:33:00Z</published></entry></feed>\n",
    ),
];
