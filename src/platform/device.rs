//! What kind of device this is, as far as the ways out of it differ.
//!
//! Browsers have no question to ask for this, so it is read from the name they give themselves. A wrong guess only
//! changes which way is offered first.

/// A device and its browser, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    /// Whose device it is.
    pub family: Family,
    /// Chrome, Edge, Samsung Internet and their kin.
    pub chromium: bool,
}

/// Families of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// An iPhone or iPad: every browser on it is WebKit.
    Apple,
    /// An Android phone or tablet.
    Android,
    /// A laptop or desktop computer.
    Computer,
}

impl Device {
    /// Guesses from the browser's user agent and from how many fingers the screen can tell apart. An iPad says that
    /// it is a Mac, but no Mac has a touch screen.
    pub fn guess(user_agent: &str, touch_points: i32) -> Self {
        let says = |name| user_agent.contains(name);
        let apple = says("iPhone") || says("iPad") || says("iPod") || (says("Macintosh") && touch_points > 1);
        let family = match (apple, says("Android")) {
            (true, _) => Family::Apple,
            (false, true) => Family::Android,
            (false, false) => Family::Computer,
        };
        Self { family, chromium: says("Chrome/") && family != Family::Apple }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_apart() {
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.1 Safari/605.1.15";
        let iphone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1";
        let iphone_chrome =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) CriOS/142.0 Mobile Safari/604.1";
        let android =
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36";
        let fennec = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0";
        let laptop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0";
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        for (user_agent, touch_points, family, chromium) in [
            (iphone, 5, Family::Apple, false),
            (iphone_chrome, 5, Family::Apple, false),
            (mac, 5, Family::Apple, false),
            (mac, 0, Family::Computer, false),
            (android, 5, Family::Android, true),
            (fennec, 5, Family::Android, false),
            (laptop, 0, Family::Computer, true),
            (firefox, 0, Family::Computer, false),
            ("", 0, Family::Computer, false),
        ] {
            assert_eq!(Device::guess(user_agent, touch_points), Device { family, chromium }, "{user_agent}");
        }
    }
}
