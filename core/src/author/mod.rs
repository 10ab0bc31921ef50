//! From syntax trees to a program: everything that knows of rule text.
