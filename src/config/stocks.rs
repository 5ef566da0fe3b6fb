//! `stocks.csv`: the user's names of stocks, `code,name,aliases`, one stock a line, with `;` between aliases.

use std::collections::HashMap;

use csv::{Position, ReaderBuilder, StringRecord};

use super::error::{ConfigError, ConfigErrorKind, ConfigErrors, Expectation};
use crate::dump::decode;
use crate::item::{Stock, normalize_code};
use crate::names::UserStock;

/// Separators of aliases.
const SEPARATORS: [char; 5] = [';', '；', '|', '｜', '、'];

/// The names of the columns.
pub(super) const COLUMNS: [&str; 3] = ["code", "name", "aliases"];

/// The indices of the columns.
#[derive(Debug)]
struct StockColumns {
    code: usize,
    name: usize,
    aliases: Option<usize>,
    count: usize,
}

/// Parses a table of stocks in UTF-8 or GB18030, as spreadsheets write it. All errors are reported at once.
pub(super) fn parse(file: &str, bytes: &[u8]) -> Result<Vec<UserStock>, ConfigErrors> {
    let text = decode(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let error = |position: Option<&Position>, kind, expected| ConfigError {
        file: file.to_owned(),
        line: Some(position.map_or(1, |position| line_number(&text, position))),
        column: None,
        kind: Box::new(kind),
        expected,
    };
    let (mut columns, mut stocks, mut errors) = (None, Vec::new(), Vec::new());
    let mut names = HashMap::new();
    for row in reader.records() {
        let row = row.map_err(|e| {
            let message = e.to_string();
            let kind = ConfigErrorKind::InvalidCsv { message };
            error(e.position(), kind, Expectation::StockRow)
        })?;
        let Some(columns) = &columns else {
            let heading = StockColumns::parse(&row);
            let invalid = |kind| error(row.position(), kind, Expectation::StockHeading);
            columns = Some(heading.map_err(invalid)?);
            continue;
        };
        match columns.stock(&row) {
            Ok(stock) => {
                let ambiguous = ambiguous_name(&stock, &mut names);
                errors.extend(
                    ambiguous.map(|kind| error(row.position(), kind, Expectation::OneStock)),
                );
                stocks.push(stock);
            }
            Err(kind) => errors.push(error(row.position(), kind, Expectation::StockRow)),
        }
    }
    ConfigErrors::check(errors)?;
    Ok(stocks)
}

/// Returns the line of a row, from 1. The reader's own count is that of the blank lines before the row.
fn line_number(text: &str, position: &Position) -> usize {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let blank = rest
        .bytes()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| *byte == b'\n')
        .count();
    1 + blank + before.bytes().filter(|byte| *byte == b'\n').count()
}

impl StockColumns {
    fn parse(heading: &StringRecord) -> Result<Self, ConfigErrorKind> {
        let names: Vec<String> = heading
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        for (at, name) in names.iter().enumerate() {
            if !COLUMNS.contains(&name.as_str()) {
                return Err(ConfigErrorKind::UnknownColumn { name: name.clone() });
            }
            if names.iter().take(at).any(|other| other == name) {
                return Err(ConfigErrorKind::RepeatedColumn { name: name.clone() });
            }
        }
        let column = |name: &'static str| names.iter().position(|other| other == name);
        let needed =
            |name: &'static str| column(name).ok_or(ConfigErrorKind::MissingColumn { name });
        Ok(Self {
            code: needed("code")?,
            name: needed("name")?,
            aliases: column("aliases"),
            count: names.len(),
        })
    }

    fn stock(&self, row: &StringRecord) -> Result<UserStock, ConfigErrorKind> {
        // A row may omit its last columns, such as aliases.
        if row.len() > self.count {
            return Err(ConfigErrorKind::FieldCount {
                found: row.len(),
                columns: self.count,
            });
        }
        let field = |at: usize| row.get(at).unwrap_or_default().trim();
        let written = field(self.code);
        let code = normalize_code(written).ok_or_else(|| ConfigErrorKind::UnknownStock {
            code: written.to_owned(),
        })?;
        let name = field(self.name).to_owned();
        if name.is_empty() {
            return Err(ConfigErrorKind::MissingStockName { code });
        }
        let aliases = self
            .aliases
            .map(field)
            .unwrap_or_default()
            .split(SEPARATORS)
            .map(str::trim);
        let aliases = aliases
            .filter(|alias| !alias.is_empty() && *alias != name)
            .map(str::to_owned)
            .collect();
        Ok(UserStock {
            stock: Stock { name, code },
            aliases,
        })
    }
}

/// Returns an error if another stock has one of the names. `names` maps the names so far to their codes.
fn ambiguous_name(
    stock: &UserStock,
    names: &mut HashMap<String, String>,
) -> Option<ConfigErrorKind> {
    let mut all = std::iter::once(&stock.stock.name).chain(&stock.aliases);
    all.find_map(|name| {
        let one = names
            .entry(name.clone())
            .or_insert_with(|| stock.stock.code.clone());
        let (name, one, other) = (name.clone(), one.clone(), stock.stock.code.clone());
        (one != other).then_some(ConfigErrorKind::AmbiguousStockName { name, one, other })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stocks_of(text: &str) -> Result<Vec<UserStock>, String> {
        parse("stocks.csv", text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn rows_have_code_name_and_aliases() {
        let given =
            stocks_of("code,name,aliases\n688999,云帆智造,云帆；小帆|帆船\n700.HK,星河航天\n")
                .unwrap();
        let stock = |name: &str, code: &str| Stock {
            name: name.to_owned(),
            code: code.to_owned(),
        };
        assert_eq!(given[0].stock, stock("云帆智造", "688999.SH"));
        assert_eq!(given[0].aliases, ["云帆", "小帆", "帆船"]);
        assert_eq!(
            (&given[1].stock, given[1].aliases.len()),
            (&stock("星河航天", "00700.HK"), 0)
        );
        assert_eq!(stocks_of("").unwrap(), []);
    }

    #[test]
    fn column_order_and_encoding_vary() {
        let (bytes, ..) = encoding_rs::GB18030
            .encode("Name,Code\r\n云帆智造公司,sh688999\r\n远山能源股份,000999.SZ\r\n");
        let given = parse("stocks.csv", &bytes).unwrap();
        assert_eq!(
            given
                .iter()
                .map(|given| given.stock.code.as_str())
                .collect::<Vec<_>>(),
            ["688999.SH", "000999.SZ"]
        );
        assert_eq!(given[0].stock.name, "云帆智造公司");
        assert_eq!(
            stocks_of("\u{feff}code,name\n688999,云帆智造")
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn errors_name_line_and_expectation() {
        let wrong = |text: &str| stocks_of(text).unwrap_err();
        let heading = "expected a first line `code,name,aliases`; aliases are optional";
        assert_eq!(
            wrong("code,name,price\n"),
            format!("stocks.csv:1: unknown column `price`; {heading}")
        );
        assert_eq!(
            wrong("code\n688999"),
            format!("stocks.csv:1: missing column `name`; {heading}")
        );
        assert_eq!(
            wrong("688999,云帆智造"),
            format!("stocks.csv:1: unknown column `688999`; {heading}")
        );
        assert_eq!(
            wrong("code,name,name"),
            format!("stocks.csv:1: repeated column `name`; {heading}")
        );
        let row = "expected a row like 600519.SH,贵州茅台,茅台;飞天茅台 with `;` between aliases";
        let message = wrong("code,name\n\n云帆智造,688999\n688999,\n688999,云帆,帆,船\n");
        let expected = [
            format!("stocks.csv:3: `云帆智造` is not a stock code; {row}"),
            format!("stocks.csv:4: 688999.SH has no name; {row}"),
            format!("stocks.csv:5: 4 fields in a row, 2 in the heading; {row}"),
        ];
        assert_eq!(message.lines().collect::<Vec<_>>(), expected);
        assert_eq!(
            wrong("code,name,aliases\n688999,云帆智造,帆\n000999,远山能源,帆"),
            "stocks.csv:3: “帆” is both 688999.SH and 000999.SZ; expected a name that belongs to one stock"
        );
    }
}
