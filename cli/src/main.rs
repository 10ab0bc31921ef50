//! The command `luat`.

fn main() -> std::process::ExitCode {
    luat_cli::main()
}
