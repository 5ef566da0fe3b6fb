//! What a field of an item is for, by its name.
//!
//! Services and scrapers call the same thing by many names: `ctime`, `publish_time`, `pubDate`, `发布时间`. JSON and tables are
//! read by this one table. Case and the separators `_`, `-`, `.` and space make no difference.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a field is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::dump) enum ItemRole {
    /// When the wire sent it: a date, a time of day, or both.
    Time,
    /// When it was stored or changed. It is a time if there is no other.
    StoredTime,
    Title,
    Text,
    /// A text if there is no other.
    Summary,
    Id,
    Address,
    Level,
    /// Whether it is important: 1 or `true`.
    Importance,
    Stocks,
    Subjects,
    /// The wire that sent it.
    Wire,
    /// Who reported it: a wire, or one of its sources.
    Source,
    /// An object with further fields of the item.
    Part,
    /// What only an export of this program has. Other files may use the names for anything.
    Export,
    /// Comments of readers and other stories, which look like items.
    Remarks,
}

impl ItemRole {
    /// Its name in `check`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Time | Self::StoredTime => "time",
            Self::Title => "title",
            Self::Text | Self::Summary => "text",
            Self::Id => "id",
            Self::Address => "url",
            Self::Level | Self::Importance => "level",
            Self::Stocks => "stocks",
            Self::Subjects => "subjects",
            Self::Wire | Self::Source => "wire",
            Self::Part => "part",
            Self::Export => "export",
            Self::Remarks => "remarks",
        }
    }
}

/// The names of each role in lower case without separators, the best first: of several fields with one role, an item takes the
/// first that has a value.
const NAMES: &[(ItemRole, &[&str])] = &[
    (
        ItemRole::Time,
        &[
            "ctime",
            "publishtime",
            "pubtime",
            "publishedat",
            "publishat",
            "published",
            "datepublished",
            "publishedtime",
            "pubdate",
            "publishdate",
            "publisheddate",
            "datetime",
            "dateandtime",
            "displaytime",
            "displayat",
            "showtime",
            "releasetime",
            "releasedate",
            "newstime",
            "newsdate",
            "posttime",
            "postdate",
            "postedat",
            "sendtime",
            "issuetime",
            "publishtimestamp",
            "pubts",
            "rtime",
            "timestamp",
            "unixtime",
            "ts",
            "date",
            "time",
            "发布时间",
            "发布日期",
            "发布于",
            "发表时间",
            "电报时间",
            "快讯时间",
            "新闻时间",
            "新闻日期",
            "公告时间",
            "公告日期",
            "推送时间",
            "发送时间",
            "消息时间",
            "播报时间",
            "日期时间",
            "时间戳",
            "日期",
            "时间",
        ],
    ),
    (
        ItemRole::StoredTime,
        &[
            "createdat",
            "createtime",
            "createdtime",
            "creationtime",
            "createdate",
            "created",
            "updatedat",
            "updatetime",
            "updatedtime",
            "updatedate",
            "updated",
            "datemodified",
            "modifiedtime",
            "modifiedat",
            "modifytime",
            "mtime",
            "lastmodified",
            "createat",
            "crawltime",
            "crawledat",
            "fetchtime",
            "fetchedat",
            "scrapedat",
            "savedat",
            "inserttime",
            "创建时间",
            "更新时间",
            "修改时间",
            "抓取时间",
            "采集时间",
            "入库时间",
        ],
    ),
    (
        ItemRole::Title,
        &[
            "title",
            "headline",
            "newstitle",
            "articletitle",
            "arttitle",
            "标题",
            "新闻标题",
            "电报标题",
            "快讯标题",
            "公告标题",
            "文章标题",
            "题目",
        ],
    ),
    (
        ItemRole::Text,
        &[
            "contenttext",
            "content",
            "text",
            "fulltext",
            "fullcontent",
            "newscontent",
            "articlecontent",
            "articlebody",
            "richtext",
            "内容",
            "正文",
            "新闻内容",
            "电报内容",
            "快讯内容",
            "快讯信息",
            "文章内容",
            "全文",
            "快讯",
            "电报",
            "消息内容",
            "新闻正文",
            "文本",
            "body",
            "contenthtml",
        ],
    ),
    (
        ItemRole::Summary,
        &[
            "brief",
            "summary",
            "abstract",
            "digest",
            "newsdigest",
            "contentshort",
            "shortcontent",
            "excerpt",
            "description",
            "desc",
            "intro",
            "摘要",
            "新闻摘要",
            "内容摘要",
            "简介",
            "概要",
            "导语",
        ],
    ),
    (
        ItemRole::Id,
        &[
            "id",
            "newsid",
            "articleid",
            "telegraphid",
            "nid",
            "docid",
            "itemid",
            "编号",
            "电报编号",
            "新闻编号",
        ],
    ),
    (
        ItemRole::Address,
        &[
            "shareurl",
            "url",
            "link",
            "newsurl",
            "articleurl",
            "detailurl",
            "weburl",
            "docurl",
            "urlw",
            "href",
            "permalink",
            "uri",
            "originalurl",
            "mobileurl",
            "链接",
            "新闻链接",
            "文章链接",
            "原文链接",
            "分享链接",
            "网址",
            "地址",
        ],
    ),
    (
        ItemRole::Level,
        &[
            "level",
            "importance",
            "级别",
            "等级",
            "重要性",
            "重要程度",
            "channel",
            "频道",
        ],
    ),
    (
        ItemRole::Importance,
        &[
            "important",
            "isimportant",
            "isred",
            "red",
            "重要",
            "是否重要",
            "加红",
            "是否加红",
        ],
    ),
    (
        ItemRole::Stocks,
        &[
            "stocks",
            "stocklist",
            "stock",
            "relatedstocks",
            "relatedstock",
            "securities",
            "securitylist",
            "股票",
            "相关股票",
            "关联股票",
            "相关个股",
            "个股",
            "股票列表",
        ],
    ),
    (
        ItemRole::Subjects,
        &[
            "subjects",
            "subject",
            "subjectlist",
            "topics",
            "topic",
            "tags",
            "tag",
            "taglist",
            "categories",
            "category",
            "keywords",
            "主题",
            "话题",
            "标签",
            "题材",
            "概念",
            "分类",
            "类别",
            "栏目",
            "关键词",
        ],
    ),
    (
        ItemRole::Wire,
        &[
            "wire",
            "wirename",
            "platform",
            "platformname",
            "电讯",
            "平台",
        ],
    ),
    (
        ItemRole::Source,
        &[
            "sourcename",
            "sourcetitle",
            "newssource",
            "medianame",
            "media",
            "sitename",
            "site",
            "publisher",
            "provider",
            "来源",
            "文章来源",
            "新闻来源",
            "媒体",
            "媒体名称",
            "网站",
        ],
    ),
    (
        ItemRole::Part,
        &[
            "data",
            "extra",
            "attributes",
            "fields",
            "source",
            "article",
            "news",
            "item",
            "detail",
            "post",
            "markdown",
            "node",
        ],
    ),
    (
        ItemRole::Export,
        &[
            "day",
            "promoted",
            "file",
            "line",
            "files",
            "revision",
            "firstseen",
        ],
    ),
    (
        ItemRole::Remarks,
        &[
            "comments",
            "commentlist",
            "replies",
            "related",
            "relatednews",
            "relatedarticles",
            "recommend",
            "评论",
        ],
    ),
];

/// The role that a field's name means, and its place among the names of that role, from 0.
pub(super) type NamedRole = (ItemRole, u8);

static ROLES: LazyLock<HashMap<&'static str, NamedRole>> = LazyLock::new(|| {
    let ranked = |(role, names): &(ItemRole, &'static [&'static str])| {
        let role = *role;
        names
            .iter()
            .zip(0..)
            .map(move |(name, rank)| (*name, (role, rank)))
    };
    NAMES.iter().flat_map(ranked).collect()
});

/// Longest name in the table, in bytes. A longer one is not searched with its separators.
const MAX_NAME: usize = 24;

/// Finds the role of a field by its name.
pub(super) fn role_of(name: &str) -> Option<NamedRole> {
    let name = name.trim_matches(['\u{feff}', '"', ' ', '\t', '\r']);
    if let Some(role) = ROLES.get(name) {
        return Some(*role);
    }
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plain || name.len() > 2 * MAX_NAME {
        return None;
    }
    let plain: String = plain_chars(name).collect();
    ROLES.get(plain.as_str()).copied()
}

/// Finds the place of a name in a list of names in lower case without separators.
pub(super) fn place_of(name: &str, names: &[&str]) -> Option<usize> {
    names
        .iter()
        .position(|known| plain_chars(name).eq(known.chars()))
}

/// The characters of a name in lower case and without separators.
fn plain_chars(name: &str) -> impl Iterator<Item = char> {
    let is_part = |c: &char| !matches!(c, '_' | '-' | '.' | ' ' | '\u{3000}');
    name.chars().filter(is_part).map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_separators_make_no_difference() {
        for name in [
            "publishTime",
            "publish_time",
            "PUBLISH-TIME",
            "Publish Time",
            "publish.time",
            "发布时间",
            " 发布时间",
        ] {
            assert_eq!(
                role_of(name).map(|(role, _)| role),
                Some(ItemRole::Time),
                "{name}"
            );
        }
        assert_eq!(role_of("\u{feff}标题"), Some((ItemRole::Title, 5)));
        for other in [
            "",
            "msg",
            "name",
            "titles",
            "_",
            "read_number",
            &"time".repeat(20),
        ] {
            assert_eq!(role_of(other), None, "{other}");
        }
    }

    #[test]
    fn each_name_has_one_role_and_can_be_found() {
        let names: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        assert_eq!(ROLES.len(), names.len(), "a name has two roles");
        for name in names {
            assert!(
                name.len() <= MAX_NAME && name == name.to_ascii_lowercase(),
                "{name}"
            );
            assert!(!name.contains(['_', '-', '.', ' ']), "{name}");
        }
    }
}
