//! Who writes on this phone and where: a code, never a name. Sealed like words, since an area and a code say much.

use serde_json::{Value, json};

/// Minutes where nothing was chosen.
const LOCK_AFTER: u32 = 5;

/// The worker's own settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Whether the first run is done.
    pub started: bool,
    /// The worker code, for example `wren-4`.
    pub code: String,
    /// The worker's role, a code of `AUTHOR_ROLES`.
    pub role: String,
    /// The area's record id; empty when the area is not in the list.
    pub area: String,
    /// What the worker calls whoever gets the files; may be empty.
    pub sends_to: String,
    /// Minutes without a touch after which a notebook with a passphrase locks; 0 where nothing was chosen.
    pub lock_after: u32,
    /// The places of the last note saved: the first guess for the next.
    pub last_places: Vec<String>,
}

impl Profile {
    /// Minutes without a touch after which the notebook locks.
    pub fn lock_minutes(&self) -> u32 {
        if self.lock_after == 0 { LOCK_AFTER } else { self.lock_after }
    }

    /// The form in which it is sealed.
    pub fn to_value(&self) -> Value {
        json!({
            "started": self.started,
            "code": self.code,
            "role": self.role,
            "area": self.area,
            "sends_to": self.sends_to,
            "lock_after": self.lock_after,
            "last_places": self.last_places,
        })
    }

    /// Reads the sealed form; what is missing stays empty.
    pub fn from_value(value: &Value) -> Self {
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let places = value["last_places"].as_array().into_iter().flatten();
        Self {
            started: value["started"].as_bool().unwrap_or(false),
            code: text("code"),
            role: text("role"),
            area: text("area"),
            sends_to: text("sends_to"),
            lock_after: value["lock_after"].as_u64().and_then(|minutes| minutes.try_into().ok()).unwrap_or(0),
            last_places: places.filter_map(Value::as_str).map(str::to_owned).collect(),
        }
    }
}
