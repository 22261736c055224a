//! Fetching URLs: with limits on size, time and redirects, and never from private or loopback addresses unless allowed.
//!
//! Addresses are checked where names are resolved, so the check holds for every redirect and for addresses written as numbers.

use super::EngineError;
use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// What a fetch may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchLimits {
    /// Most bytes of a response.
    pub bytes: u64,
    /// Most seconds a fetch may take in all.
    pub seconds: u64,
    /// Most redirects.
    pub redirects: u32,
    /// Whether private and loopback addresses may be asked.
    pub private: bool,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { bytes: 16 << 20, seconds: 30, redirects: 5, private: false }
    }
}

/// A fetched document.
pub(super) struct Fetched {
    pub bytes: Vec<u8>,
    pub media_type: Option<String>,
}

#[derive(Debug)]
struct PublicOnly {
    inner: DefaultResolver,
    private: bool,
}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = self.inner.resolve(uri, config, timeout)?;
        if !self.private && all.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Io(std::io::Error::other(PRIVATE)));
        }
        Ok(all)
    }
}

const PRIVATE: &str =
    "the address is private or on this machine, and such are not fetched unless --allow-private is given";

/// Whether an address belongs to the open internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_unspecified()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || a == 100 && (64..128).contains(&b)
                || a == 192 && b == 0
                || a == 198 && (18..20).contains(&b))
        }
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            let embedded = v6.to_ipv4_mapped().is_some_and(|v4| !is_public(IpAddr::V4(v4)));
            !(v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || first & 0xfe00 == 0xfc00
                || first & 0xffc0 == 0xfe80
                || first == 0x2001 && v6.segments()[1] == 0xdb8
                || embedded)
        }
    }
}

/// The document at `url`.
pub(super) fn fetch(url: &str, limits: &FetchLimits) -> Result<Fetched, EngineError> {
    let failed = |why: String| EngineError::Fetch { url: url.to_owned(), why };
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(limits.seconds)))
        .max_redirects(limits.redirects)
        .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
        .build();
    let resolver = PublicOnly { inner: DefaultResolver::default(), private: limits.private };
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut response = agent.get(url).call().map_err(|error| failed(explain(&error, limits)))?;
    let media_type = response.headers().get("content-type").and_then(|v| v.to_str().ok()).map(str::to_owned);
    let mut bytes = Vec::new();
    let reader = response.body_mut().as_reader();
    reader.take(limits.bytes + 1).read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(failed(format!(
            "the response is larger than {} bytes: raise the limit with --max-bytes",
            limits.bytes
        )));
    }
    Ok(Fetched { bytes, media_type })
}

fn explain(error: &ureq::Error, limits: &FetchLimits) -> String {
    match error {
        ureq::Error::StatusCode(code) => format!("the server answered {code}"),
        ureq::Error::Timeout(_) => {
            format!("no answer within {} seconds: try again, or raise --timeout", limits.seconds)
        }
        ureq::Error::TooManyRedirects => format!("more than {} redirects", limits.redirects),
        ureq::Error::HostNotFound => "the host is not known: check the address and the network".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.5.5",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(!is_public(address.parse().expect("an address")), "{address}");
        }
        for address in ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"] {
            assert!(is_public(address.parse().expect("an address")), "{address}");
        }
    }

    #[test]
    fn loopback_is_refused_and_says_what_to_do() {
        for url in ["http://127.0.0.1:9/x", "http://localhost:9/", "http://[::1]:9/"] {
            let error = fetch(url, &FetchLimits::default()).err().expect("refused").to_string();
            assert!(error.contains("--allow-private"), "{url}: {error}");
        }
    }
}
