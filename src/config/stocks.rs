//! `stocks.csv`: names of stocks that the user gives, `code,name,aliases`, a stock a line, aliases divided by `;`.

use std::collections::HashMap;

use csv::{Position, ReaderBuilder, StringRecord};

use super::fault::{ConfigError, Fault};
use crate::dump::decode;
use crate::item::{Stock, normalize_code};
use crate::lang::{Found, Instead};
use crate::names::UserStock;

/// What stands between two aliases; spreadsheets and people write several.
const BETWEEN: [char; 5] = [';', '；', '|', '｜', '、'];

/// Where the columns stand in a row.
#[derive(Debug)]
struct Columns {
    code: usize,
    name: usize,
    aliases: Option<usize>,
    count: usize,
}

/// A file of stocks; all that is wrong in it is told at once. As a spreadsheet writes it: in UTF-8 or GB18030.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<UserStock>, ConfigError> {
    let text = decode(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let at =
        |position: Option<&Position>| Some(position.map_or(1, |position| line_of(&text, position)));
    let fault = |row: &StringRecord, found, instead| {
        let line = at(row.position());
        Fault {
            file: file.to_owned(),
            line,
            found: Box::new(found),
            instead,
        }
    };
    let (mut columns, mut given, mut faults): (_, Vec<UserStock>, _) =
        (None, Vec::new(), Vec::new());
    let mut names: HashMap<String, String> = HashMap::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let found = Box::new(Found::NoCsv {
                what: error.to_string(),
            });
            Fault {
                file: file.to_owned(),
                line: at(error.position()),
                found,
                instead: Instead::StockRow,
            }
        })?;
        let Some(columns) = &columns else {
            let heading =
                Columns::of(&row).map_err(|found| fault(&row, found, Instead::StockHeading))?;
            columns = Some(heading);
            continue;
        };
        match columns.stock(&row) {
            Ok(stock) => {
                let twice = twice(&stock, &mut names);
                faults.extend(
                    twice
                        .into_iter()
                        .map(|found| fault(&row, found, Instead::OneStock)),
                );
                given.push(stock);
            }
            Err(found) => faults.push(fault(&row, found, Instead::StockRow)),
        }
    }
    ConfigError::check(faults)?;
    Ok(given)
}

/// The line on which a row begins, from 1; the reader's own count is that of the blank lines before it.
fn line_of(text: &str, position: &Position) -> usize {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let blank = rest
        .bytes()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| *byte == b'\n')
        .count();
    1 + blank + before.bytes().filter(|byte| *byte == b'\n').count()
}

impl Columns {
    fn of(heading: &StringRecord) -> Result<Self, Found> {
        let names: Vec<String> = heading
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        for (at, name) in names.iter().enumerate() {
            if !["code", "name", "aliases"].contains(&name.as_str()) {
                return Err(Found::NoColumn { name: name.clone() });
            }
            if names.iter().take(at).any(|other| other == name) {
                return Err(Found::ColumnTwice { name: name.clone() });
            }
        }
        let column = |name: &'static str| names.iter().position(|other| other == name);
        let needed = |name: &'static str| column(name).ok_or(Found::ColumnMissing { name });
        Ok(Self {
            code: needed("code")?,
            name: needed("name")?,
            aliases: column("aliases"),
            count: names.len(),
        })
    }

    fn stock(&self, row: &StringRecord) -> Result<UserStock, Found> {
        // A row may leave the last columns out, as one without aliases does.
        if row.len() > self.count {
            return Err(Found::FieldCount {
                found: row.len(),
                columns: self.count,
            });
        }
        let field = |at: usize| row.get(at).unwrap_or_default().trim();
        let written = field(self.code);
        let code = normalize_code(written).ok_or_else(|| Found::NoStock {
            code: written.to_owned(),
        })?;
        let name = field(self.name).to_owned();
        if name.is_empty() {
            return Err(Found::NoStockName { code });
        }
        let aliases = self
            .aliases
            .map(field)
            .unwrap_or_default()
            .split(BETWEEN)
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

/// The first of a stock's names that another has; notes the others.
fn twice(given: &UserStock, names: &mut HashMap<String, String>) -> Option<Found> {
    let mut all = std::iter::once(&given.stock.name).chain(&given.aliases);
    all.find_map(|name| {
        let one = names
            .entry(name.clone())
            .or_insert_with(|| given.stock.code.clone());
        let (name, one, other) = (name.clone(), one.clone(), given.stock.code.clone());
        (one != other).then_some(Found::StockNameTwice { name, one, other })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<UserStock>, String> {
        read("stocks.csv", text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_gives_codes_names_and_aliases() {
        let given =
            read_text("code,name,aliases\n688999,云帆智造,云帆；小帆|帆船\n700.HK,星河航天\n")
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
        assert_eq!(read_text("").unwrap(), []);
    }

    #[test]
    fn a_spreadsheet_writes_it_in_another_order_and_encoding() {
        let (bytes, ..) = encoding_rs::GB18030
            .encode("Name,Code\r\n云帆智造公司,sh688999\r\n远山能源股份,000999.SZ\r\n");
        let given = read("stocks.csv", &bytes).unwrap();
        assert_eq!(
            given
                .iter()
                .map(|given| given.stock.code.as_str())
                .collect::<Vec<_>>(),
            ["688999.SH", "000999.SZ"]
        );
        assert_eq!(given[0].stock.name, "云帆智造公司");
        assert_eq!(
            read_text("\u{feff}code,name\n688999,云帆智造")
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_would_do() {
        let wrong = |text: &str| read_text(text).unwrap_err();
        let heading = "a first line `code,name,aliases` would do, with or without aliases";
        assert_eq!(
            wrong("code,name,price\n"),
            format!("stocks.csv:1: `price` is no column; {heading}")
        );
        assert_eq!(
            wrong("code\n688999"),
            format!("stocks.csv:1: the column `name` is missing; {heading}")
        );
        assert_eq!(
            wrong("688999,云帆智造"),
            format!("stocks.csv:1: `688999` is no column; {heading}")
        );
        assert_eq!(
            wrong("code,name,name"),
            format!("stocks.csv:1: the column `name` stands twice; {heading}")
        );
        let row = "600519.SH,贵州茅台,茅台;飞天茅台 would do, with `;` between aliases";
        let told = wrong("code,name\n\n云帆智造,688999\n688999,\n688999,云帆,帆,船\n");
        let expected = [
            format!("stocks.csv:3: `云帆智造` is no code of a stock; {row}"),
            format!("stocks.csv:4: 688999.SH has no name; {row}"),
            format!("stocks.csv:5: 4 fields in a row, 2 in the heading; {row}"),
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), expected);
        assert_eq!(
            wrong("code,name,aliases\n688999,云帆智造,帆\n000999,远山能源,帆"),
            "stocks.csv:3: “帆” stands for 688999.SH and for 000999.SZ; a name of one stock alone would do"
        );
    }
}
