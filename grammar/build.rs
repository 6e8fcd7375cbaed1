//! Generates the LALR(1) parser from `python.lalrpop` into cargo's output folder.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    lalrpop::Configuration::new().set_in_dir(".").set_out_dir(out).emit_rerun_directives(true).process()
}
