//! The headers that every file is served with: by the worker, by hosts that take a `_headers` file, and (the
//! policy alone) by the pages themselves.

use serde_json::{Map, Value};

/// What a page of the app may do. Also in docs/deploy.md, which a test compares.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default";

/// Headers beside the policy.
const OTHERS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), \
         accelerometer=(), gyroscope=(), magnetometer=()",
    ),
];

/// The policy as a header: there, and only there, it may also say who may frame the page.
fn policy_header() -> String {
    format!("{POLICY}; frame-ancestors 'none'")
}

/// All headers, for the worker.
pub fn all() -> Map<String, Value> {
    let policy = [("Content-Security-Policy".to_owned(), policy_header().into())];
    let others = OTHERS.map(|(name, value)| (name.to_owned(), value.into()));
    policy.into_iter().chain(others).collect()
}

/// The `_headers` file of a build: the template with the lines for `__HEADERS__`.
pub fn sample(template: &str) -> String {
    let lines: Vec<String> = all()
        .iter()
        .map(|(name, value)| format!("  {name}: {}", value.as_str().unwrap_or_default()))
        .collect();
    template.replace("__HEADERS__", lines.join("\n").trim_start())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pages_policy_does_not_name_frames_and_the_headers_does() {
        assert!(!super::POLICY.contains("frame-ancestors"));
        let sample = super::sample("/*\n  __HEADERS__\n");
        assert!(sample.starts_with("/*\n  C") && sample.contains("; frame-ancestors 'none'\n"));
        assert!(sample.lines().skip(1).all(|line| line.starts_with("  ") && line.contains(": ")));
    }
}
