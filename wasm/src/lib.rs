//! luat for browsers and Node.
