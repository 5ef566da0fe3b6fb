//! The heading of a table, and its cells.

/// Names of the column of codes.
const CODES: &[&str] = &[
    "代码",
    "证券代码",
    "股票代码",
    "品种代码",
    "商品代码",
    "code",
    "symbol",
    "ticker",
];
/// Names of the column of names.
const NAMES: &[&str] = &[
    "名称",
    "证券名称",
    "股票名称",
    "品种名称",
    "商品名称",
    "股票简称",
    "证券简称",
    "简称",
    "name",
];
/// Names of the column of other names.
const ALIASES: &[&str] = &["别名", "其他名称", "alias", "aliases"];

/// Where a table has what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableHeading {
    /// What divides the cells.
    pub(super) separator: char,
    pub(super) code: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) aliases: Option<usize>,
    /// The number of columns.
    pub(super) columns: usize,
}

impl TableHeading {
    /// Reads a line as a heading; `None` if it has no column of codes or names.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let separator = ['\t', ',', ';']
            .into_iter()
            .find(|&mark| line.contains(mark));
        let separator = separator.unwrap_or(',');
        let cells: Vec<String> = cells(line, separator)
            .iter()
            .map(|cell| plain(cell))
            .collect();
        let column = |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.as_str()));
        let (code, name) = (column(CODES), column(NAMES));
        (code.is_some() || name.is_some()).then(|| Self {
            separator,
            code,
            name,
            aliases: column(ALIASES),
            columns: cells.len(),
        })
    }
}

/// Whether a line without columns is a heading all the same: it has the names of both columns, divided by spaces.
pub(super) fn is_heading_of_words(words: &[String]) -> bool {
    let has = |names: &[&str]| {
        words
            .iter()
            .any(|word| names.contains(&plain(word).as_str()))
    };
    has(CODES) && has(NAMES)
}

/// A name of a column without what follows in parentheses: `名称(33)` counts the rows.
fn plain(cell: &str) -> String {
    let name = cell.split(['(', '（']).next().unwrap_or_default();
    name.trim().trim_matches('"').trim().to_lowercase()
}

/// The cells of a row. Quotation marks hold separators, and are doubled within a cell, as in CSV.
pub(super) fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            c if c == separator && !is_quoted => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_those_of_a_spreadsheet() {
        for (line, expected) in [
            ("a,\"b,c\",d", vec!["a", "b,c", "d"]),
            ("\"=\"\"300308\"\"\",云", vec!["=\"300308\"", "云"]),
            ("=\"300308\",云", vec!["=\"300308\"", "云"]),
            ("a,,", vec!["a", "", ""]),
            ("\"a", vec!["a"]),
        ] {
            assert_eq!(cells(line, ','), expected);
        }
    }

    #[test]
    fn heading_names_its_columns() {
        let heading = TableHeading::parse("序\t代码\t名称(33)\t涨幅%").unwrap();
        assert_eq!(
            (heading.code, heading.name, heading.columns),
            (Some(1), Some(2), 4)
        );
        assert_eq!(TableHeading::parse("Name, Code").unwrap().code, Some(1));
        assert_eq!(TableHeading::parse("300308 云岭光电"), None);
        assert_eq!(TableHeading::parse("云岭光电,光模块"), None);
    }
}
