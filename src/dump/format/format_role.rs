//! The names of roles in a format of the user.

use crate::dump::dialect::item_role::ItemRole;

macro_rules! format_roles {
    ($($(#[$doc:meta])* $role:ident $name:literal => $item:ident;)*) => {
        /// What a field has, by the name that a format calls it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum FormatRole {
            $($(#[$doc])* $role,)*
        }

        impl FormatRole {
            /// All of them, in the order of the documents.
            pub const ALL: &[Self] = &[$(Self::$role,)*];

            /// Its name in the configuration.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }

            pub(in crate::dump) const fn item_role(self) -> ItemRole {
                match self { $(Self::$role => ItemRole::$item,)* }
            }
        }
    };
}

format_roles! {
    /// The time of day, or date and time.
    Time "time" => Time;
    /// The date, if the time has none.
    Day "day" => Time;
    /// The title.
    Title "title" => Title;
    /// The text.
    Text "text" => Text;
    /// A text if there is no other.
    Summary "summary" => Summary;
    /// The wire's number or word for the story.
    Id "id" => Id;
    /// A link to the story.
    Address "address" => Address;
    /// A, B or C, or a word such as 重要.
    Level "level" => Level;
    /// The wire that sent it.
    Wire "wire" => Wire;
    /// Who reported it: a wire if it is a known one.
    Source "source" => Source;
    /// The companies that it names.
    Stocks "stocks" => Stocks;
    /// Its topics.
    Subjects "subjects" => Subjects;
}

impl FormatRole {
    /// Finds a role by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|role| role.name() == name)
    }
}
