//! The texts of the interface: header, list, prompts, notices, pages.

use std::borrow::Cow;

use super::language::Lang;
use super::system::SystemError;
use super::table::texts;

texts! {
    /// A text of the interface, with the fields that fill its placeholders.
    #[derive(Clone, Debug, PartialEq, Eq)]
    UiText {
        // Header
        Name => "电报", "dianbao";
        ViewEverything => "全部", "all";
        ViewRed => "红", "red";
        Watching => "监视中", "watching";
        Polling => "轮询中", "polling";
        Loading { left: usize } => "载入中，还有 {left} 个文件", "loading, {left} dumps left", one left "loading, 1 dump left";
        Missing => "无法读取", "cannot be read";
        PollingBecause { cause: String } => "轮询中（{cause}）", "polling ({cause})";
        MissingBecause { cause: String } => "无法读取（{cause}）", "cannot be read ({cause})";
        Counts { shown: usize, all: usize } => "{shown} / {all} 条", "{shown} of {all}";
        LiteralHits { count: usize } => "字面 {count}", "literal {count}";
        NameHits { count: usize } => "名称 {count}", "names {count}";
        PinyinHits { count: usize } => "拼音 {count}", "pinyin {count}";
        CountNew { new: usize } => "新 {new}", "{new} new";
        CountNewListed { listed: usize } => "筛选内新 {listed}", "{listed} new in filter";
        CountToday { items: usize } => "今 {items}", "today {items}";
        CountOn { day: String, items: usize } => "{day} {items} 条", "{day}: {items}";
        CountFolded { folded: usize } => "折叠 {folded}", "{folded} folded";
        FollowingNews => "跟随", "following";
        NotFollowing => "停住", "paused";
        Silence { span: String } => "{span}没有新电报", "nothing new for {span}";
        SilenceShort { minutes: u32 } => "{minutes} 分无新", "{minutes}m silent";
        FeedStopped { age: String } => "电报停 {age}", "wire silent {age}";
        AgeMinutes { minutes: u32 } => "{minutes}分", "{minutes}m";
        AgeHours { hours: u32 } => "{hours}小时", "{hours}h";
        AgeDays { days: u32 } => "{days}天", "{days}d";
        SpanMinutes { minutes: u32 } => "{minutes} 分钟", "{minutes} minutes", one minutes "1 minute";
        SpanHours { hours: u32 } => "{hours} 小时", "{hours} hours", one hours "1 hour";
        CountProblems { problems: usize } => "{problems} 个问题", "{problems} problems", one problems "1 problem";
        MoreSources { more: usize } => "和另外 {more} 个来源", "and {more} more";
        Demo => "演示", "demo";
        DemoSource => "示例 · 看自己的：dianbao 文件夹", "samples · your own: dianbao FOLDER";
        DemoSourceShort => "示例 · dianbao 文件夹", "samples · dianbao FOLDER";
        DemoSourceShortest => "示例", "samples";
        LatestEntryShort { at: String } => "最新 {at}", "newest {at}";
        LatestEntry { at: String, age: String } => "最新 {at}，{age}", "newest {at}, {age}";

        // Title of the terminal
        TitleNew { new: usize } => "{new}新", "{new} new";
        TitleRed { red: usize } => "{red}红", "{red} red";

        // List
        CountDay { items: usize } => "{items} 条", "{items} items", one items "1 item";
        FoldedItems { items: usize } => "折叠 {items} 条", "{items} folded";
        CountRed { red: usize } => "红 {red}", "{red} red";
        MissingDays { since: String, days: u32 } => "{since} 起 {days} 天没有电报", "nothing for {days} days after {since}", one days "nothing for a day after {since}";
        Gap { from: String, until: String, minutes: u32 } => "{from}–{until} 没有电报，{minutes} 分钟", "nothing from {from} to {until}, {minutes} minutes";
        WaitingFor { sources: String } => "正在看 {sources}：写进来就显示", "Watching {sources}: items appear as they are written";
        ReadOther { key: String } => "{key} 退出，改用 dianbao 文件夹", "{key} quits; then dianbao FOLDER";
        StandardInput => "标准输入", "standard input";
        ReadUntilHereShort { at: String } => "上次 {at}", "read {at}";
        UnseenAboveLineShort { unseen: usize } => "{unseen} 条没看", "{unseen} unseen";
        ReadUntilHere { at: String } => "上次看到这里 {at}", "read until here {at}";
        UnseenAboveLine { unseen: usize } => "以上 {unseen} 条没看过", "{unseen} unseen above";
        UnseenBelowLine { unseen: usize } => "以下 {unseen} 条没看过", "{unseen} unseen below";
        NothingYet => "还没有电报", "No items yet";
        NothingMatches { query: String } => "没有匹配“{query}”的电报", "Nothing matches “{query}”";
        NothingMatchesHint { key: String } => "按 {key} 取消筛选", "{key} clears the filter";
        ViewIsGone { view: String } => "视图“{view}”没有了，回到全部", "The view “{view}” is gone; this is everything";
        ViewUnreadable { view: String, why: String } => "视图“{view}”的查询读不了：{why}", "The query of the view “{view}” cannot be read: {why}";
        NothingInView { view: String } => "视图“{view}”里没有电报", "Nothing in the view “{view}”";
        NothingInViewHint { key: String } => "按 {key} 回到全部", "{key} goes back to everything";
        NamesOnly { word: String } => "两个字母的 {word} 只找名称开头", "{word}: two letters find only names that begin so";
        RedHint => "看加红的电报用 is:red", "is:red shows the red items, 加红";
        StillLoading => "正在载入……", "Loading…";
        StillFiltering => "正在筛选……", "Filtering…";

        // Sessions of the trading day
        BeforeOpen => "盘前", "pre-market";
        Morning => "早盘", "morning";
        Midday => "午间", "midday";
        Afternoon => "午后", "afternoon";
        AfterClose => "盘后", "after hours";
        Night => "夜盘", "night";

        // Detail
        Place => "文件", "File";
        Link => "链接", "Link";
        Stocks => "个股", "Stocks";
        Subjects => "主题", "Topics";
        Ordinary => "普通", "普通 (ordinary)";
        Red => "加红", "加红 (red)";
        Level => "级别", "level";
        Wording { nth: usize, of: usize } => "第 {nth}/{of} 版", "Version {nth} of {of}";
        Promoted { at: String } => "{at} 升为加红", "Promoted to 加红 at {at}";
        Related => "相关", "Related";
        NoRelated => "没有相关的电报", "No related item";
        RelatedHidden => "相关的电报不在筛选结果中", "The filter hides the related item";
        MoreBelow { lines: usize } => "… 余 {lines} 行", "… {lines} more lines";
        BodyCut { shown: usize, whole: usize } => "正文共 {whole} 字节，只显示前 {shown} 字节，其余见文件",
            "First {shown} of {whole} bytes; the file has the rest";
        Changed => "改动", "Changed";
        NotRevised => "这条没有改过", "This item was never revised";
        NoEarlierWording => "没有更早的版本", "No earlier version";
        NoLaterWording => "已是最新版本", "This is the current version";
        Gone => "已移出", "gone";
        GoneFrom { file: String } => "已移出 {file}，文件里没有了", "gone from {file}";
        Provisional => "可能还没写完", "may be incomplete";
        MoreListed { more: usize } => "另有 {more} 个", "and {more} more";
        AlsoIn { places: usize } => "另见 {places} 处", "and in {places} more places", one places "and in 1 more place";
        CountedTo { day: String } => "计入 {day}", "belongs to {day}";
        NoSelection => "没有选中的电报", "Nothing selected";

        // Prompts and modes
        FindPrompt => "查找", "Find";
        FilterPrompt => "筛选", "Filter";
        GoToPrompt => "跳到", "Go to";
        ActionPrompt => "命令", "Command";
        ActionExamples => "退出   density   yy   buju   5 down", "density   yy   5 down";
        NoSuchAction => "没有这样的操作；名字、按键和拼音都可以", "no such action; expected a name, a key or pinyin";
        NotHere { action: &'static str } => "这里不能用：{action}", "Not here: {action}";
        FilterExamples => "(英伟达｜台积电) -公告   is:red 今天 09:30..11:30   近2小时   /\\d+亿元/", "(ywd | tsmc) -gonggao   is:red today 09:30..11:30   last:2h   /\\d+%/";
        FindExamples => "涨停   ywd   \"降准降息\"   /\\d+亿元/", "ywd   \"rate cut\"   /\\d+%/";
        GoToExamples => "14:30   昨天 收盘   5-14   周一 开盘   2小时前", "14:30   yesterday close   5-14   monday open   2h ago";
        StillApplied { query: String } => "仍按“{query}”", "still “{query}”";
        NotApplied => "未生效", "not applied";
        PasteTooLong { longest: usize } => "粘贴的内容太长：一行最多 {longest} 字", "Pasted text is too long: at most {longest} characters";
        FilterOff { key: String } => "筛选已关 · {key} 恢复", "filter off · {key} restores it";
        NearestDay { nearest: String } => "没有电报，最近的在 {nearest}", "no items, nearest {nearest}";
        ArchiveNow { at: String } => "以最新 {at} 为现在", "as of the newest, {at}";
        ErrorAt { column: usize, expected: String } => "第 {column} 字：{expected}", "character {column}: {expected}";

        // Notices
        Starred { key: String } => "已收藏 · {key} 撤销", "Starred · {key} undoes";
        StarredItems { items: usize, key: String } => "已收藏 {items} 条 · {key} 撤销", "Starred {items} items · {key} undoes";
        Unstarred { key: String } => "已取消收藏 · {key} 撤销", "Star taken away · {key} undoes";
        UnstarredItems { items: usize, key: String } => "已取消收藏 {items} 条 · {key} 撤销", "Stars of {items} items taken away · {key} undoes";
        TakenOut { key: String } => "已拿掉 · {key} 撤销", "Taken out · {key} undoes";
        StarredAt { at: String } => "{at} 收藏", "starred {at}";
        Noted { key: String } => "已记下批注 · {key} 撤销", "Noted · {key} undoes";
        NoteRemoved { key: String } => "已删去批注 · {key} 撤销", "Note removed · {key} undoes";
        NotePrompt => "批注", "note";
        NoteExamples => "一句话，回车记下；清空则删去", "one line, Enter keeps it; an empty one removes the note";
        MadeUnseen { key: String } => "当作没看过 · {key} 撤销", "Made unseen · {key} undoes";
        IsUnseen => "这一条还没看过", "The item is unseen already";
        FoldedIsNotUnseen { rule: String, key: String } => "规则“{rule}”折叠这一条，不算没看过 · {key} 收藏", "The rule “{rule}” folds the item, so it is never unseen · {key} stars it";
        AskToSeeItems { items: usize, key: String } => "有 {items} 条没看过，再按一次 {key} 都算看过", "{items} unseen · {key} again marks all as seen";
        SeenItems { items: usize, key: String } => "{items} 条都算看过 · {key} 撤销", "{items} items seen · {key} undoes";
        NoReadLine => "还没有“上次看到这里”", "There is no read line yet";
        ReadLineHidden => "“上次看到这里”那条不在列表里", "The item at the read line is not listed";
        DraftWaits { key: String } => "上次有批注没写完 · 到那条上按 {key} 接着写", "A note was not finished: {key} on its item goes on with it";
        DraftIsBack => "上次没写完的批注", "The note that was not finished";
        NoLaterBasket => "后面没有收藏了", "No starred items after this day";
        NoEarlierBasket => "前面没有收藏了", "No starred items before this day";
        EmptyBasket => "这一天没有收藏", "Nothing is starred on this day";
        HowToStar { key: String } => "这一天没有收藏。在列表里按 {key} 收藏一条。", "Nothing is starred on this day. In the list, {key} stars an item.";
        CountStarred { items: usize } => "{items} 条", "{items} items", one items "1 item";
        ReviewOf { day: String } => "{day} 复盘", "Review of {day}";
        Review => "复盘", "review";
        NothingToCompare => "收藏两条才能对照", "Star two items to compare them";
        Comparison => "对照", "Comparison";
        StoryIsGone => "文件里已经没有这一条", "No dump has this item any more";
        SavedAgain { file: String, folder: String } => "已更新 {file}，在 {folder}", "Updated {file} in {folder}";
        Saved { file: String, folder: String } => "已存为 {file}，在 {folder}", "Saved as {file} in {folder}";
        CannotSave { file: String, error: SystemError } => "不能写入 {file}：{error}", "cannot write {file}: {error}";
        NoStock => "这条没有认出股票", "No stock is recognised in this item";
        StockPrompt => "哪只股票", "stock";
        StockExamples => "Tab 选一只，回车", "Tab chooses, Enter takes it";
        ExpectedStock => "应是这条里的一只股票，Tab 列出", "expected a stock of this item; Tab lists them";
        MutePrompt => "折叠什么", "fold what";
        MuteExamples => "Tab 选栏目、系列或来源，回车", "Tab chooses a column, series or source, Enter takes it";
        ExpectedMute => "应是这一条的栏目、系列或来源，Tab 列出", "expected a column, series or source of this item; Tab lists them";
        MuteTimePrompt { kind: String, name: String } => "折叠{kind}“{name}”多久", "fold {kind} “{name}” for";
        MuteTimeExamples => "10天   2周", "10d   2w";
        ExpectedSpan => "应为 今天、10天、一直 之类", "expected today, 10d or for ever";
        MuteToday => "今天", "today";
        MuteThreeDays => "三天", "three days";
        MuteWeek => "一周", "a week";
        MuteForEver => "一直", "for ever";
        NothingToMute => "这一条没有栏目、系列或来源", "The item has no column, series or source";
        MutedToday { name: String, key: String } => "今天折叠 {name} · {key} 撤销", "{name} is folded today · {key} undoes";
        MutedUntil { name: String, until: String, key: String } => "折叠 {name} 到 {until} · {key} 撤销", "{name} is folded until {until} · {key} undoes";
        MutedForEver { name: String, key: String } => "一直折叠 {name} · {key} 撤销", "{name} is folded for ever · {key} undoes";
        MuteEnded { name: String, key: String } => "不再折叠 {name} · {key} 撤销", "{name} is not folded any more · {key} undoes";
        AlreadyMuted { name: String, until: String } => "{name} 已折叠到 {until}", "{name} is folded until {until} already";
        AlreadyMutedForEver { name: String } => "{name} 已一直折叠", "{name} is folded for ever already";
        StaysMarked => "这一条有收藏或批注，留着", "this item stays: it has a star or a note";
        StaysByRule { rule: String } => "规则 {rule} 留着这一条", "the rule {rule} keeps this item";
        SeveralMutes { names: String } => "几条规则折叠这里：{names} · 展开后在一条上按", "Several rules fold these: {names} · unfold, then press it on an item";
        NoRulesFile => "没有规则文件可写（--no-config）", "No file of rules to write (--no-config)";
        RulesNotWritten { why: String } => "规则没有写入：{why}", "Rules not written: {why}";
        ListPrompt { stock: String } => "{stock} 放进", "{stock} into";
        TakeOutPrompt { stock: String } => "{stock} 已有，移出", "take {stock} out of";
        ListExamples => "Tab 选一个列表，或起个新名字", "Tab chooses a list; another name makes one";
        ExpectedListName => "列表的名字里不能有 / 或引号", "expected a name without / and quotation marks";
        NoListFolder => "没有配置文件夹，自选无处可放", "There is no folder for lists without a configuration";
        OwnList => "自选", "watchlist";
        Listed { stock: String, file: String, key: String } => "{stock} → {file} · {key} 撤销", "{stock} → {file} · {key} undoes";
        ListedElsewhere { full: String, stock: String, file: String, key: String } =>
            "{full} 写不进去，{stock} → {file} · {key} 撤销", "{full} cannot be continued: {stock} → {file} · {key} undoes";
        AlreadyListed { stock: String, file: String } => "{stock} 已在 {file} 里", "{stock} is already in {file}";
        Unlisted { stock: String, file: String } => "{stock} 已从 {file} 去掉", "{stock} is out of {file}";
        TakenOutOfList { stock: String, file: String, key: String } => "{stock} 已从 {file} 去掉 · {key} 撤销", "{stock} is out of {file} · {key} undoes";
        PutBackInList { stock: String, file: String } => "{stock} 已放回 {file}", "{stock} is back in {file}";
        ListLineShared { stock: String, file: String, line: u32 } => "{file} 第 {line} 行还有别的股票或词，{stock} 请在文件里去掉", "Line {line} of {file} has other entries; take {stock} out in the file";
        NotListed { stock: String, file: String } => "{file} 已改过，没有 {stock} 这一行了", "{file} was changed and no longer has the line of {stock}";
        ListLineEdited { stock: String, file: String } => "{file} 里 {stock} 这一行已改过，没有去掉", "The line of {stock} in {file} was edited and stays";
        ListIsGone { file: String } => "{file} 已删除或改名，不能再改", "{file} was deleted or renamed and cannot be changed";
        AlertsPanicked => "运行提醒的程序时出错，已写出报告", "The program of an alert was not run; see the report";
        ListBeingWritten => "正在写自选，请稍后再按", "The watchlist is being written; press again";
        ListsPanicked => "读写自选时程序出错，已写出报告", "The program failed with a watchlist; see the report";
        Undone { what: String } => "已撤销：{what}", "Undone: {what}";
        Redone { what: String } => "已重做：{what}", "Done again: {what}";
        UndoneRule { name: String } => "规则 {name}", "rule {name}";
        UndoneStar => "收藏", "star";
        UndoneNote => "批注", "note";
        UndoneSeen => "看过", "seen";
        NothingToUndo => "没有可以撤销的", "Nothing to undo";
        NothingToRedo => "没有可以重做的", "Nothing to do again";
        NotKept { problem: String } => "收藏和位置不能保存：{problem}", "Stars and places are not kept: {problem}";
        KeptAgain => "收藏和位置又能保存了", "Stars and places are kept again";
        StatePanicked => "保存收藏时程序出错，已写出报告", "The program failed while it kept stars; see the report";
        CopiedText => "已复制全文", "Copied the text";
        CopiedTitle => "已复制标题", "Copied the title";
        CopiedLink => "已复制链接", "Copied the link";
        CopiedPlace => "已复制文件位置", "Copied file and line";
        CopiedGone => "已复制；这条已移出文件", "Copied; the dump no longer has it";
        CopiedSomeGone { items: usize, gone: usize } => "已复制 {items} 条，其中 {gone} 条已移出文件", "Copied {items} items; dumps no longer have {gone} of them";
        NoPlaceIfGone { file: String } => "这条已移出 {file}，文件里没有了", "{file} no longer has this item";
        CopiedItems { items: usize } => "已复制 {items} 条", "Copied {items} items";
        NothingToCopy => "没有可复制的文字", "There is no text to copy";
        CopiesAtMost { most: usize } => "一次最多复制 {most} 条", "At most {most} items can be copied at once";
        CopyTooLong { longest: usize } => "太长，剪贴板最多 {longest} 字节", "Too long: the clipboard takes at most {longest} bytes";
        NoLink => "这条没有链接", "This item has no link";
        LinkOpened => "已交给浏览器", "Sent to the browser";
        NoWebLink { link: String } => "{link} 不是网页链接", "{link} is not a web link";
        CannotStart { program: String, error: SystemError } => "无法启动 {program}：{error}", "Cannot start {program}: {error}";
        QuoteNotClosed { variable: &'static str, line: String } => "${variable} 中有引号没有配对：{line}", "${variable} has a quote that is not closed: {line}";
        ProgramFailed { program: String, code: i32 } => "{program} 出错退出，代码 {code}", "{program} failed with status {code}";
        RuleProgramFailed { rule: String, why: String } => "规则 {rule}：{why}", "Rule {rule}: {why}";
        ProgramTooSlow { program: String, seconds: u64 } => "{program} 超过 {seconds} 秒，已终止", "{program} ran longer than {seconds} s and was killed";
        ProgramKilled { program: String } => "{program} 被强行终止", "{program} was killed";
        CannotCopy { error: SystemError } => "无法写出副本：{error}", "Cannot write a copy: {error}";
        CannotArchive { folder: String, error: SystemError } => "无法写入存档 {folder}：{error}", "Cannot write to the archive {folder}: {error}";
        CannotOpen { file: String, cause: String } => "无法打开 {file}：{cause}", "Cannot open {file}: {cause}";
        NoFile => "这条来自标准输入，没有文件可打开", "This item came from standard input: no file to open";
        WasCopy { archive: String, member: String } => "{member} 在 {archive} 中，刚才打开的是只读副本，改动没有保存",
            "{member} is in {archive}: a read-only copy was open, changes are not saved";
        FeedPanicked => "程序出错，不再跟踪文件，请重新启动（已写出报告）", "Internal error: dumps are no longer followed, please restart; a report was written";
        SearchPanicked => "程序出错，有些日子没有搜索（已写出报告）", "Internal error while searching: hits may be missing; a report was written";
        LearningPanicked => "程序出错，没有学到股票名称（已写出报告）", "Internal error while learning stock names; a report was written";
        RulesPanicked => "程序出错，规则没有生效（已写出报告）", "Internal error while applying the rules; a report was written";
        SurveyPanicked => "程序出错，说明中的例子没有条数（已写出报告）", "Internal error while counting examples; a report was written";
        CannotSuspend => "无法挂起：没有 shell 可以返回", "Cannot suspend: no shell to return to";
        NotFound { query: String } => "没有找到“{query}”", "“{query}” was not found";
        WrappedToStart => "已从头继续", "Wrapped to the start";
        WrappedToEnd => "已从末尾继续", "Wrapped to the end";
        Newest => "最新", "Newest";
        UnseenBelow { unseen: usize, key: String } => "{key} 去看下方 {unseen} 条没看过的", "{key} goes to {unseen} unseen below";
        UnseenAbove { unseen: usize, key: String } => "{key} 去看上方 {unseen} 条没看过的", "{key} goes to {unseen} unseen above";
        ListHeld { key: String } => "新到的一屏放不下，停在这里 · {key} 跟上", "More news than fits: paused here · {key} follows again";
        GoToBannerShort { key: String } => " {key} 看", " — {key}";
        GoToBanner { key: String } => " —— {key} 去看", " — {key} goes there";
        NoBanner => "没有要去看的提醒", "No alert to go to";
        FindFirst { key: String } => "先按 {key} 查找", "Press {key} to find something first";
        AllSeen => "都看过了", "Nothing unseen";
        AllListedSeen => "这里都看过了，没看过的在筛选之外", "Nothing unseen here; the filter hides the rest";
        NothingFolded => "这一天没有折叠的电报", "Nothing is folded on this day";
        NoFoldHere { folded: usize, key: String } => "这一行没有折叠 · {key} 全部展开（{folded} 条）", "Nothing is folded here · {key} unfolds all {folded}";
        AllUnfolded => "全部展开", "All unfolded";
        AllFolded => "全部折叠", "All folded";
        UnfoldedFirst => "已展开，再按一次", "Unfolded; press it again";
        NoSuchView { key: u32 } => "没有视图 {key}", "No view {key}";
        NamesComing => "股票名还在认，稍后再按", "Stock names are still being learnt; try again in a moment";
        NoStockNamed => "这一条没有个股", "The item names no stock";
        NoOtherStock => "这一条没有别的个股", "The item names no other stock";
        NoTheme => "这一条没有栏目、主题或来源", "The item has no column, topic or source";
        NoOtherTheme => "这一条没有别的题材", "The item has no other theme";
        FilterFirst => "还没有筛选条件", "No filter yet";
        NoSuchTime { when: String } => "没有 {when} 的电报", "Nothing at {when}";
        NoJump => "还没有跳转过", "No jump to go back from";
        NoEarlierDay => "没有更早的一天", "No earlier day";
        NoLaterDay => "没有更晚的一天", "No later day";
        NoEarlierSession => "没有更早的时段", "No earlier session";
        NoLaterSession => "没有更晚的时段", "No later session";
        OrderNewest => "最新在前", "Newest first";
        OrderOldest => "最早在前", "Oldest first";
        DensityHeadline => "列表：标题", "List: headlines";
        DensityTwoLines => "列表：两行", "List: two lines";
        DensityFull => "列表：全文", "List: full text";
        SideBySide => "左右", "side by side";
        Stacked => "上下", "stacked";
        ListAlone => "仅列表", "list alone";
        LayoutIs { layout: String, key: String } => "布局：{layout}（{key} 再换）", "Layout: {layout} ({key} for the next)";
        NoOtherLayout => "这么小的屏幕放不下别的布局", "The screen is too small for another layout";
        ListShare { percent: u32 } => "列表占 {percent}%", "The list takes {percent}%";
        NoDivider => "现在没有分界可移", "There is no divider to move";
        TakesNoCount { key: String } => "{key} 前面不用数字", "{key} takes no number";
        NotBound { keys: String } => "{keys} 还没有用处", "{keys} does nothing";
        NotBoundHelp { keys: String, help: String } => "{keys} 还没有用处（{help} 看按键）", "{keys} does nothing ({help} lists the keys)";
        OnlyFrom { day: String } => "只读 {day} 起的电报（--since）", "Reading only items from {day} on (--since)";
        NothingOlderKept => "更早的没有载入", "nothing older fits into memory";
        OlderLeftOut { day: String, limit: String } => "内存不够，只留 {day} 起的电报：{limit}",
            "Only items from {day} on fit into memory: {limit}";
        WrongRules => "规则有误", "wrong rules";
        RulesNotRead { why: String } => "规则有误，没有生效：{why}", "No rules in force: {why}";
        RulesAreGone => "规则文件没有了，或里面没有规则", "The file of rules is gone, or has none";
        RulesRead { rules: usize } => "规则已读：{rules} 条", "Read {rules} rules", one rules "Read 1 rule";
        FormerRulesInForce { why: String } => "规则有误，沿用原来的：{why}", "Keeping the rules as they were: {why}";
        FormerRulesAndLists { why: String } => "规则和自选沿用原来的：{why}", "Keeping rules and lists as they were: {why}";
        DefaultsInForce { why: String } => "设置有误，暂用默认设置：{why}", "Using the default settings: {why}";

        // Pages
        HelpCounts => "按键前的数字是次数或条数，如 5j、3yy；按键可在 keymap.toml 中修改", "A number before a key repeats it, as in 5j and 3yy; keymap.toml changes keys";
        HelpKeys => "按键可在 keymap.toml 中修改", "keymap.toml changes keys";
        Written { age: String } => "上次写入 {age}", "last written {age}";
        NewestEntry { at: String, age: String } => "最新一条 {at}（{age}）", "newest entry {at} ({age})";
        JustNow => "刚刚", "just now";
        MinutesAgo { minutes: u32 } => "{minutes} 分钟前", "{minutes} minutes ago", one minutes "1 minute ago";
        HoursAgo { hours: u32 } => "{hours} 小时前", "{hours} hours ago";
        DaysAgo { days: u32 } => "{days} 天前", "{days} days ago";
        HelpPartKeys => "键", "keys";
        HelpPartQueries => "记号与查询", "marks and queries";
        HelpPartFields => "字段", "fields";
        HelpNextPart { key: String } => "{key} 换页", "{key} next part";
        MarksHeading => "记号，按列表画的样子", "Marks, as the list draws them";
        MarkUnseen => "没看过；看过即消失", "not seen yet; goes once seen";
        MarkRed => "加红", "加红 (red)";
        MarkPromoted => "由普通升为加红", "promoted to 加红";
        MarkStar { key: String } => "收藏的（{key}）；☆ 只写了批注", "starred ({key}); ☆ has a note alone";
        MarkGone => "已移出：滚动的文件里没有了，关闭前留在这里", "gone from a rolling dump; stays until you quit";
        MarkRevised { keys: String } => "改过字，{keys} 看前后两版", "revised; {keys} show the versions";
        QueriesHeading { filter: String, find: String, open: String } => "查询（{filter} 和 {find} 用，list 和 tail 的 -q 也用）· {open} 就在这里试", "Queries, for {filter} and {find}, and for -q · {open} tries one";
        FieldsHeading { filter: String, open: String } => "字段（{filter} 里 Tab 补全）· {open} 从这里写起", "Fields; Tab completes them in {filter} · {open} begins with one";
        ExamplePinyin => "拼音首字母：英伟达", "pinyin initials: 英伟达";
        ExampleWords => "两词有一，且不含公告；括号不能省", "either word, no notice; ( ) matters";
        ExamplePhrase => "照原样，不认拼音和繁体", "to the letter, no pinyin";
        ExampleRed => "今天早盘的加红", "加红 of this morning";
        ExampleRecent => "最近两小时", "of the last two hours";
        ExampleStock => "本周点到的股票：名称、代码、拼音都认", "a stock of this week, by name, code or pinyin";
        ExamplePercent => "涨跌五个点以上，去掉付费栏目", "5 % and more, without paid columns";
        ExampleAmount => "正文里有十亿以上的金额", "amounts of a billion and more";
        ExampleRegex => "标题里的正则表达式", "a regular expression in titles";
        ExampleRevised => "改过字的电报", "revised items";
        NothingToEdit => "这里没有可打开的文件", "Nothing to edit here";
        FileIsNoDump { file: String } => "{file}：不是电报文件", "{file}: not a dump";
        FileIsNoDumpBecause { file: String, why: String } => "{file} 不是电报文件：{why}", "{file}: not a dump: {why}";
        RulesAbout => "一行 = 名字 + 查询 + 它做什么", "a row = a name, a query, and what it does";
        RulesTakeEffect { file: String } => "{file} · 改动即生效", "{file} · changes take effect at once";
        NoRulesYet { key: String } => "还没有规则：{key} 用筛选或选中的一条写一条；dianbao config rules 有例子", "No rules yet: {key} makes one from the filter or the selected item; dianbao config rules prints examples";
        RuleKey => "键", "key";
        RuleName => "名字", "name";
        RuleQuery => "查询", "query";
        RuleView => "视图", "view";
        RuleLook => "样子", "look";
        RuleUnseen => "未看", "new";
        RuleToday => "今", "today";
        RuleAll => "共", "all";
        RuleAlert => "提醒", "alert";
        AlertBanner => "横幅", "banner";
        AlertBell => "铃", "bell";
        AlertNotification => "通知", "notify";
        AlertRun => "程序", "run";
        RuleMute => "折叠", "mute";
        RuleFolds => "折叠", "fold";
        LookOfRow => "整行", "row";
        LookOfHits => "命中", "hits";
        RuleHits { on_newest_day: usize, all: usize } => "当天 {on_newest_day} 条 · 全部 {all} 条", "{on_newest_day} that day, {all} in all";
        RuleNameExamples => "持仓   芯片   立案", "shares   chips   probes";
        RuleLookExamples => "cyan   hits #d7af00   dim   Tab 列出", "cyan   hits #d7af00   dim";
        ExpectedQuery => "应为查询", "expected a query";
        ExpectedRuleName => "应为名字", "expected a name";
        RuleNameTaken => "已有这个名字的规则", "another rule has this name";
        ExpectedLook => "应为颜色或角色，如 cyan、hits #d7af00；Tab 列出", "expected a colour or a role, as cyan or hits #d7af00; Tab lists some";
        NotARule { key: String } => "这一行不是规则；{key} 写一条新的", "This row is no rule; {key} makes one";
        MendRulesFirst { why: String, key: String } => "{key} 打开文件，先改好它：{why}", "{key} opens the file; mend it first: {why}";
        RuleIsGone { rule: String } => "规则“{rule}”已不在文件里", "The file no longer has the rule “{rule}”";
        RulesAreNoTables => "文件里的规则不是 [[rule]]，只能用编辑器改", "The rules are not written as [[rule]]; only an editor can change them";
        RuleRemoved { name: String, key: String } => "已删除 {name} · {key} 撤销", "Deleted {name} · {key} undoes";
        RuleAdded { name: String, key: String } => "已加规则 {name} · {key} 撤销", "Added {name} · {key} undoes";
        RuleRenamed { name: String, key: String } => "已改名 {name} · {key} 撤销", "Renamed {name} · {key} undoes";
        RuleIs { name: String, what: String, key: String } => "{name}：{what} · {key} 撤销", "{name}: {what} · {key} undoes";
        NoAlert => "不提醒", "no alert";
        NoFold => "不折叠", "not folded";
        NoView => "不是视图", "no view";
        NoDigit => "没有键", "no key";
        HasDigit { digit: u8 } => "键 {digit}", "key {digit}";
        TookDigit { digit: u8, former: String } => "键 {digit}（原属 {former}）", "key {digit} (was that of {former})";
        RuleChanged { name: String, key: String } => "已改规则 {name} · {key} 撤销", "Changed {name} · {key} undoes";
        NoProblems => "没有问题", "No problems";
    }
}

impl Lang {
    /// Returns a text of the interface in this language.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers build the text in place"
    )]
    pub fn text(self, text: UiText) -> Cow<'static, str> {
        text.message(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages() {
        UiText::assert_translated();
    }

    #[test]
    fn defect_37_one_is_singular() {
        let english = |text| Lang::English.text(text).into_owned();
        assert_eq!(english(UiText::CountDay { items: 1 }), "1 item");
        assert_eq!(english(UiText::CountDay { items: 2 }), "2 items");
        assert_eq!(english(UiText::CountDay { items: 0 }), "0 items");
        assert_eq!(english(UiText::CountProblems { problems: 1 }), "1 problem");
        assert_eq!(english(UiText::AlsoIn { places: 1 }), "and in 1 more place");
        assert_eq!(english(UiText::MinutesAgo { minutes: 1 }), "1 minute ago");
        assert_eq!(Lang::Chinese.text(UiText::CountDay { items: 1 }), "1 条");
    }

    #[test]
    fn defect_37_english_is_idiomatic() {
        let english = |text| Lang::English.text(text).into_owned();
        assert_eq!(english(UiText::Place), "File");
        assert_eq!(english(UiText::WrappedToEnd), "Wrapped to the end");
        assert_eq!(
            english(UiText::NoLaterWording),
            "This is the current version"
        );
    }

    #[test]
    fn defect_38_chinese_is_short() {
        let chinese = |text| Lang::Chinese.text(text).into_owned();
        let at = "20:30".to_owned();
        assert_eq!(chinese(UiText::Promoted { at }), "20:30 升为加红");
        assert_eq!(chinese(UiText::CopiedText), "已复制全文");
        let [keys, help] = ["x", "?"].map(str::to_owned);
        assert_eq!(
            chinese(UiText::NotBoundHelp { keys, help }),
            "x 还没有用处（? 看按键）"
        );
    }

    #[test]
    fn placeholders_are_filled() {
        assert_eq!(Lang::Chinese.text(UiText::CountNew { new: 3 }), "新 3");
        assert_eq!(
            Lang::English.text(UiText::Counts { shown: 2, all: 70 }),
            "2 of 70"
        );
        assert_eq!(Lang::Chinese.text(UiText::Watching), "监视中");
    }
}
